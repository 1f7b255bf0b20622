import type { PersonRow } from '../directory/organisation.ts'

/** What the office's own settings say. */
export const texts = {
  who: (word: string) => `请写姓名，例如“${word} 张三”。重名时写账号，例如“${word} zhangsan”。`,
  missing: (names: readonly string[]) =>
    `通讯录里没有找到${names.map(name => `“${name}”`).join('、')}，请写全名或账号。`,
  several: (name: string, choices: readonly PersonRow[], department: (id: string) => string) =>
    `“${name}”有 ${choices.length} 人：${choices
      .map(row => `${row.name}（${department(row.departments[0] ?? '')}，账号 ${row.userid}）`)
      .join('、')}。请写账号。`,
  authorised: (names: string, unit: string) => `已授权${names}使用${unit}的办公室功能，已记入审计日志。`,
  fixedOffice: (names: string) => `${names}由信息科在系统设置（ADMIN_USERIDS）中指定，请联系信息科更改。`,
  officeElsewhere: (name: string, unit: string) =>
    `${name}已有${unit}的办公室功能，由${unit}的办公室更改，本单位不能更改。`,
  unauthorised: (names: string) => `已取消${names}的办公室功能，已记入审计日志。`,
  unappointed: (names: string) => `已取消对${names}的指定。企业微信通讯录里设的负责人不受影响。`,
  appointHow: '请这样写：指定 张三 内科 负责人；临时代理：指定 张三 内科 负责人 至 12月31日。',
  noDepartment: (name: string) => `没有找到部门“${name}”，请写部门全称。`,
  noSuchDay: (words: string) => `没有读懂日期“${words}”，请这样写：至 12月31日。`,
  appointed: (name: string, department: string, until: string | null) =>
    `已指定${name}为${department}负责人${until ? `，至${until}止` : ''}。`,
  unitNamed: (name: string) =>
    `已将${name}设为独立填报和学习的单位，其办公室只管本单位。设错了请回复“取消单位 ${name}”。`,
  unitOfOwn: (name: string) =>
    `您在${name}，设为独立单位后您只管${name}，其余部门由上级单位的办公室管。确实如此请回复“单位 ${name} 确认”。`,
  noUnitHow: '请这样写：取消单位 县人民医院。',
  noUnit: (name: string) => `${name}不再是独立的单位，由上级单位的办公室管理。`,
  isNoUnit: (name: string) => `${name}没有设为独立单位，不用取消。`,
  ownUnit: '本单位由上级单位的办公室取消。',
  notBound: (name: string) => `${name}没有绑定群。`,
  notAuthorised: (names: string) => `${names}没有办公室的授权，不用取消。`,
  unitHow: '请这样写：单位 县人民医院。',
  botDisplaced:
    '清风智能机器人被另一处登录，这里已停止听它的消息，也不在群里通知，不会自动抢回。请信息科检查是谁在用同一个机器人，处理后重启清风。',
  bindHow:
    '绑定科室群有两种办法：把智能机器人加进群，在群里说“@清风 绑定 内科”；或在群设置的“消息推送”里复制地址，在这里说“绑定 内科 地址”。',
  bindNotYours: (name: string) => `${name}不由您负责，请由它的负责人或纪委办绑定。`,
  notWebhook: '这不是本企业微信的群机器人地址。请在群设置的“消息推送”里复制完整地址再发。',
  bound: (name: string) => `已绑定${name}的群，发布学习时会在群里通知一次，不带姓名。`,
  unbindHow: '请这样写：解绑 内科。',
  unbound: (name: string) => `已解除${name}的群绑定，以后不再在群里通知。`,
  noReaders: (names: string) => `已登记${names}改用企业微信阅读，今后收到的是按钮卡片。`,
  noAudit: '近两个月没有办公室操作。',
  readers: (names: string) => `已登记${names}通过微信插件阅读，今后收到的是文字卡片。`,
}
