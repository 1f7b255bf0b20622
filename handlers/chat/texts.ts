import type { Word } from './words.ts'

/** Words of somebody who wants to report somebody: never kept, and led to where it belongs. */
const reports = /举报|检举|揭发|控告|告发/u

export const readsLikeReport = (message: string): boolean => reports.test(message)

/** What the chat itself says; each capability has texts of its own. */
export const texts = {
  greeting: (owed: number) =>
    `您好，我是清风。${owed ? `您有 ${owed} 项待办，回复“待办”查看；` : '您目前没有待办；'}回复“帮助”看可以说的话。`,
  notListed: '通讯录里暂时没有查到您，请稍后再试；如一直如此，请联系本单位信息科或纪委办。',
  /** Repeats nothing of what was said: answers are kept for a while, and this is nobody's record. */
  notUnderstood: (message: string, near: Word | null) => {
    if (readsLikeReport(message)) return texts.noComplaints
    if (near) return `没听明白。想说“${near.names[0]}”的话，请在它后面空一格；回复“帮助”看可以说的话。`
    return message.trim()
      ? '没听明白这句话，没有保存。回复“待办”看要做的事，回复“帮助”看可以说的话。'
      : '没有收到文字。回复“帮助”看可以说的话。'
  },
  notYours: (word: Word) =>
    word.for === 'office'
      ? `“${word.names[0]}”由纪委办、监察室、行风办使用。回复“帮助”看您可以说的话。`
      : `“${word.names[0]}”由科室负责人和纪委办使用。回复“帮助”看您可以说的话。`,
  cardOutdated: '这张卡片已经失效，回复“待办”看要做的事。',
  onlyText: '目前只能处理文字。请把内容用文字发来，或回复“帮助”看可以说的话。',
  /** Whoever is not the office hands in no notices. */
  filesOfOffice: '文件由纪委办、监察室、行风办用来发布学习通知，您发来的没有保存。回复“待办”看您要做的事。',
  unreadable: (name: string, sentence: string) => `没有收下“${name}”：${sentence}`,
  privacy: [
    '【个人信息说明】清风只处理您的企业微信姓名、部门和您在这里的确认、提交记录，',
    '用于本单位党风廉政与行风工作留痕。确认记录作为工作档案长期保存，对话的答复保存一个月。',
    '查看、更正请回复“我的记录”，其他疑问请联系本单位纪委办。',
  ].join(''),
  nothingOwed: '目前没有待办事项。',
  ownData: (name: string, departments: string, position: string) =>
    `从企业微信通讯录读取并保存的您的资料：姓名 ${name}，部门 ${departments || '未分配'}${position ? `，职务 ${position}` : ''}。`,
  recordsRight: '资料有误请联系信息科更正通讯录，记录有误请联系本单位纪委办；要全部副本请回复“我的记录 全部”。',
  noPledge: '这里还不能签署承诺书，请按纪委办的通知办理。',
  noReport: '这里还不能填报报表，请按下发部门的通知办理。',
  noComplaints: '这里暂不受理投诉建议，内容没有保存。请直接联系本单位纪委办、行风办，或使用公布的举报电话、信箱。',
  whyReminded: '提醒来自您还没有确认的学习通知；回复“待办”可见通知和期限，确认后不再提醒。',
  cannotOpen: '请在手机企业微信里回复“待办”，点新卡片上的“阅读全文”；仍打不开，请联系信息科。',
  cannotUndo: '确认后不能自己撤销。点错了请联系本单位纪委办更正，原来的记录会保留。',
  welcome: '不客气。回复“待办”看要做的事，回复“帮助”看可以说的话。',
  nothingOpen: '目前没有正在准备的内容。回复“发布学习”或“群发”开始。',
}
