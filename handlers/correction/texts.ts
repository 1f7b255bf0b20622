import { named, type NoticeRow } from '../study/notice.ts'

export const kindNames = { wording: '文字更正', substance: '实质修改', due: '期限调整' } as const

const howTo = [
  '请回复要改的地方，可写几处，例如：',
  '把“11月20日”改为“11月25日”',
  '期限 12月5日｜标题 ……｜删除材料2｜增加材料 ……',
  '要整篇重发请回复“修改”；不改了回复“取消”。',
].join('\n')

/** What is said while a notice is corrected. */
export const texts = {
  begin: (notice: NoticeRow, since: string, confirmed: number, others: boolean) =>
    `更正${named(notice)}（${since}${confirmed ? `，已有 ${confirmed} 人确认` : ''}）。${howTo}${others ? '\n要更正别的通知，请写它的月份，例如“修改 10月”。' : ''}`,
  noChange: `还没有改动。${howTo}`,
  nothingToCorrect: '没有可以更正的学习通知。回复“发布学习”开始一份新的。',
  isWithdrawn: (title: string) => `${title}已撤回，不能更正。要重发请回复“发布学习”。`,
  noSuch: (words: string, titles: readonly string[]) =>
    `没有找到“${words}”的学习通知。可以更正的有：${titles.join('、')}。请写月份，例如“修改 11月”。`,

  unread: '没有读懂要改什么，什么也没有改。请这样写：把“原来的字”改为“新的字”；一次可写几处。',
  notThere: (of: string) => `原文里没有“${of}”，什么也没有改。请照原文抄几个字再发。`,
  ambiguous: (of: string, times: number) =>
    `“${of}”在原文里出现了 ${times} 次，不知道改哪一处，什么也没有改。请连同前后几个字一起写。`,
  noMaterial: (count: number) =>
    count
      ? `这份通知只有 ${count} 份材料，请写“材料1”到“材料${count}”。`
      : '这份通知没有材料。可以回复“增加材料”，后面写材料全文。',
  materialUnread: '没有认出这份材料，什么也没有改。请以“附件2：”一行开头，下一行写标题，再写正文。',
  onlyDue: '只改了期限，不能要求重新学习；还要改内容的，请继续写要改的地方。',
  fixed: '更正只改内容和期限，发给原来的学习对象；范围、时间和阅读要求不变。要改这些，请撤回后重新发布。',
  partTaken: (length: number) =>
    `已按新的全文收下，共 ${length} 字。还有请接着发，发完回复“完”看改动；只改几个字可以回复“不改了”，再写“把“……”改为“……””。`,

  proposal: {
    wording: '建议：文字更正。不改变意思，大家不用再确认，阅读页面上会注明。',
    due: '期限调整。不用再确认，只告诉还没有确认的人。',
    substance: (why: string) => `建议：实质修改，须重新学习。原因：${why}。`,
  },
  chosen: {
    wording: (why: string | null) => `按您定的：文字更正，大家不用再确认${why ? `（注意：${why}）` : ''}。`,
    substance: '按您定的：实质修改，须重新学习。',
  },
  reaches: (asked: number, confirmed: number) =>
    `发布后：${asked} 人各收到一张更正卡片，请按更正后的文本确认${confirmed ? `；已有 ${confirmed} 人的确认仍保留，注明为更正前的文本` : ''}。`,
  tells: '发布后：用一句话告知学习对象，不用确认。回复“不告知”取消。',
  quiet: '发布后：不发消息，阅读页面上注明。要告诉大家请回复“告知”。',
  tellsWaiting: (people: number) => `发布后：用一句话告知还没有确认的 ${people} 人。`,
  scheduled: (shown: string) => `这份通知还没有发出，直接改好，仍在${shown} 起发出。`,
  due: (shown: string) => `完成期限仍为${shown}前；要改请回复“期限 ……”。`,
  ways: {
    wording: '无误请回复“发布”。也可以：须重新学习｜告知｜继续写要改的地方｜取消',
    substance: '无误请回复“发布”。也可以：按文字更正｜继续写要改的地方｜取消',
    due: '无误请回复“发布”。也可以：继续写要改的地方｜取消',
  },

  merged: (who: string, shown: string) =>
    `还没有发出：${who}已于${shown} 先更正过这份通知，您的改动已合到新的文本上。请看新的预览，无误再回复“发布”。`,
  clashes: (who: string, shown: string) =>
    `还没有发出：${who}已于${shown} 先更正过这份通知，和您改的是同一处。发布的话以您的为准，请看新的预览后再回复“发布”；不改了回复“取消”。`,
  withdrawnMeanwhile: (title: string) => `没有发出：${title}已撤回，不能再更正。`,
  nothingChanged: '没有改动，不用发布。请写要改的地方，或回复“取消”。',
  duePassed: (shown: string) => `还没有发出：新的期限${shown}已过，请回复“期限 ……”换一个以后的日期。`,
  replaced: (title: string, shown: string) => `已改好${title}，仍在${shown} 起发出。`,
  done: {
    wording: (title: string) => `已更正${title}，阅读页面上已注明，大家不用再确认。`,
    told: (title: string, people: number) => `已更正${title}，正在告知 ${people} 人，不用再确认。`,
    due: (title: string, shown: string, people: number) =>
      `已把${title}的完成期限改为${shown}${people ? `，正在告知还没有确认的 ${people} 人` : ''}。`,
    substance: (title: string, people: number) =>
      `已更正${title}，正在请 ${people} 人按更正后的文本确认。回复“进度”查看；更正前的确认仍保留。`,
  },

  earlierConfirmed: '您确认的是更正前的文本，那次确认仍保留。',
  earlierAttended: '您参加的学习是更正前的文本，那次记录仍保留。',
  toldWording: (title: string, lines: readonly string[]) => [`${title}有文字更正，不用再确认：`, ...lines].join('\n'),
  toldDue: (title: string, due: string, before: string) =>
    `${title}的完成期限由${before}改为${due}，请在${due}前完成。`,
}
