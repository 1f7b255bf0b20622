import type { Word } from './words.ts'

const quoted = (message: string): string => {
  const line = message.trim().split('\n')[0] ?? ''
  const short = [...line].slice(0, 20).join('')
  return `“${short}${short.length < message.trim().length ? '…' : ''}”`
}

/** What the chat itself says; each capability has texts of its own. */
export const texts = {
  notListed: '通讯录里暂时没有查到您，请稍后再试；如一直如此，请联系本单位信息科或纪委办。',
  notUnderstood: (message: string) =>
    message.trim()
      ? `没听明白${quoted(message)}。回复“待办”看要做的事，回复“帮助”看可以说的话。`
      : '没有收到文字。回复“帮助”看可以说的话。',
  notYours: (word: Word) =>
    word.for === 'office'
      ? `“${word.names[0]}”由纪委办、监察室、行风办使用。回复“帮助”看您可以说的话。`
      : `“${word.names[0]}”由科室负责人和纪委办使用。回复“帮助”看您可以说的话。`,
  cardOutdated: '这张卡片已经失效，回复“待办”看要做的事。',
  onlyText: '目前只能处理文字。请把内容用文字发来，或回复“帮助”看可以说的话。',
  privacy: [
    '【个人信息说明】清风只处理您的企业微信姓名、部门和您在这里的确认、提交记录，',
    '用于本单位党风廉政与行风工作留痕，按档案管理规定的期限保存。',
    '查看、更正请回复“我的记录”，其他疑问请联系本单位纪委办。',
  ].join(''),
  nothingOwed: '目前没有待办事项。',
  noRecords: '近三个月还没有确认记录。',
  recordsRight: '需要更正请联系本单位纪委办。',
  noPledge: '目前没有等您签署的承诺书。',
  noReport: '目前没有等您填报的报表。',
  noComplaints: '这里暂不受理投诉建议，内容没有保存。请直接联系本单位纪委办、行风办，或使用公布的举报电话、信箱。',
  whyReminded: '提醒来自您还没有确认的学习通知；回复“待办”可见通知和期限，确认后不再提醒。',
  nothingOpen: '目前没有正在准备的内容。回复“发布学习”或“群发”开始。',
}
