import type { Staff } from './staff.ts'

/** The county hospital, department by department; the first of each leads it. All invented. */
export const hospitalPeople: Staff = {
  31: [
    ['hanzhengping', '韩正平', '纪委办公室主任', { note: '纪委办' }],
    ['yaowenjing', '姚文静', '监察室干事', { note: '纪委办' }],
  ],
  3: [
    ['liangchengyue', '梁承岳', '院长'],
    ['sushaohua', '苏绍骅', '党委书记'],
    ['qinlanxin', '秦兰馨', '纪委书记'],
  ],
  30: [
    ['panyiming', '潘一铭', '院办主任'],
    ['xiaoyutong', '萧雨彤', '干事'],
  ],
  32: [['dingbaishan', '丁柏山', '分管内科副院长']],
  321: [
    ['mengqingzhou', '孟清舟', '科主任', { note: '科主任' }],
    ['tangxiuzhi', '唐秀芷', '护士长', { note: '护士长', also: [37] }],
    ['zhangwei', '张伟', '主治医师'],
    ['yuzhixin', '于知新', '住院医师'],
    ['chenyelan', '陈夜阑', '主管护师', { note: '夜班' }],
    ['luojiaqi', '罗佳琪', '护师'],
    ['wangmin', '王敏', '护士'],
  ],
  322: [
    ['fanghaitao', '方海滔', '科主任'],
    ['jiangshuwen', '蒋疏文', '护士长', { also: [37] }],
    ['shendongyang', '沈冬阳', '副主任医师'],
    ['lujie', '陆㛃', '护师', { note: '生僻字姓名' }],
    ['huangsiyu', '黄思雨', '护士'],
  ],
  323: [
    ['weijunhao', '魏俊灏', '科主任'],
    ['caoyulian', '曹玉莲', '护士长', { also: [37] }],
    ['pengzeyu', '彭泽屿', '主治医师'],
    ['dongxiaoman', '董小满', '护士'],
    ['xuelinglong', '薛玲珑', '护士'],
  ],
  33: [['guhuaian', '顾怀安', '分管外科副院长']],
  331: [
    ['zhouhaining', '周海宁', '科主任'],
    ['fengruolan', '冯若澜', '护士长', { also: [37] }],
    ['shaoyan', '邵䶮', '主治医师'],
    ['zhangwei2', '张伟', '住院医师'],
    ['zhuxiaotang', '朱晓棠', '护士'],
  ],
  332: [
    ['leizhenguo', '雷振果', '科主任'],
    ['hexueqing', '贺雪晴', '护士长', { also: [37] }],
    ['wujingchuan', '吴镜川', '主治医师', { status: 4, note: '未激活' }],
    ['haoliqun', '郝立群', '技师'],
    ['renmengting', '任梦婷', '护士'],
  ],
  34: [['baiyunzhi', '白云之', '妇儿中心主任']],
  341: [
    ['xiechunhe', '谢春和', '科主任'],
    ['tianmiaozhu', '田妙竹', '助产士长', { also: [37] }],
    ['duanqiuhong', '段秋虹', '主治医师'],
    ['shixiangning', '石湘宁', '助产士'],
  ],
  342: [
    ['longbochuan', '龙泊川', '科主任'],
    ['houyaqin', '侯雅沁', '护士长', { also: [37] }],
    ['wanshurong', '万书榕', '住院医师'],
    ['qianduoduo', '钱朵朵', '护士'],
  ],
  35: [
    ['jiayunfei', '贾云霏', '科主任'],
    ['kongdeming', '孔得茗', '护士长', { also: [37] }],
    ['mahongliang', '马洪亮', '主治医师'],
    ['cuijunya', '崔君雅', '护士'],
    ['songkaixuan', '宋开选', '驾驶员'],
  ],
  36: [['yinhongbin', '尹鸿宾', '医技部主任']],
  361: [
    ['shaoqihang', '邵启珩', '科主任'],
    ['moxinyi', '莫欣怿', '主管检验师'],
    ['nieyongan', '聂永安', '检验师'],
  ],
  362: [
    ['jinmingyuan', '金明垣', '科主任'],
    ['ouyangjing', '欧阳菁', '主管技师'],
    ['qiuhaichao', '邱海潮', '技师'],
  ],
  363: [
    ['duyuheng', '杜玉蘅', '科主任'],
    ['fenglu', '冯露', '主管药师', { wechat: true, note: '微信插件' }],
    ['xiongziang', '熊子昂', '药师'],
    ['dailiyun', '戴丽筠', '药师'],
  ],
  37: [
    ['zhengruxue', '郑如雪', '护理部主任'],
    ['luyanqiu', '卢燕秋', '干事'],
  ],
  38: [['jiangbohan', '江伯涵', '分管行政副院长']],
  381: [
    ['tanweiguang', '谭炜光', '医务科科长'],
    ['fuxinyao', '傅心瑶', '干事'],
  ],
  382: [
    ['hubingqing', '胡冰清', '财务科科长'],
    ['yemingzhu', '叶明珠', '会计'],
    ['zoujianping', '邹建屏', '出纳'],
  ],
  383: [
    ['liaozhiyong', '廖志墉', '后勤保障部主任'],
    ['guoshuisheng', '郭水生', '电工'],
    ['liamei', '李阿梅', '保洁班长'],
  ],
}
