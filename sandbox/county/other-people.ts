import type { Staff } from './staff.ts'

/** The bureau above the hospital; the first of each department leads it. All invented. */
export const bureauPeople: Staff = {
  1: [
    ['shenmuyun', '沈慕筠', '局长', { note: '卫健局' }],
    ['cenwenbo', '岑文博', '副局长'],
  ],
  2: [['bijiashu', '毕嘉树', '机关党委书记']],
  21: [
    ['quyifan', '曲亦帆', '办公室主任'],
    ['yanshaoqing', '严少青', '科员'],
  ],
  22: [
    ['ruanmingze', '阮明泽', '股长'],
    ['pangxiaohe', '庞小禾', '科员'],
  ],
  23: [
    ['shichangyi', '时昌毅', '主任', { note: '卫健局党建办' }],
    ['kangjingyi', '康静仪', '科员'],
  ],
}

/** The township health centre. */
export const healthCentrePeople: Staff = {
  4: [['niuchunlin', '牛春霖', '院长', { note: '乡镇卫生院' }]],
  41: [
    ['gezhongyi', '葛忠毅', '门诊负责人'],
    ['bianxiaoyue', '卞晓月', '全科医师'],
    ['jishanfeng', '纪山峰', '中医师'],
  ],
  42: [
    ['shuanglan', '舒昂岚', '公卫科科长'],
    ['tuguiying', '涂桂英', '公卫医师'],
  ],
  43: [
    ['ludanfeng', '鲁丹枫', '护士长'],
    ['xiangyuchan', '向玉婵', '护士'],
    ['minxiaoqing', '闵晓晴', '护士'],
  ],
}
