import { lengthOf } from '../document/picture-marks.ts'
import { dateOf, shownDate, shownTime } from '../time.ts'
import { monthBeside, named, type NoticeRow } from './notice.ts'

const monthDay = (at: number): string => shownTime(at).split(' ')[0] ?? ''

/** Until when, or that it is late. */
export const dueWords = ({ due }: Pick<NoticeRow, 'due'>, now: number): string =>
  dateOf(now) > due ? `期限${shownDate(due, now)}已过，请尽快完成` : `请在${shownDate(due, now)}前完成`

/** What the study says. */
export const texts = {
  done: (receipt: string) => `已记录，谢谢。回执 ${receipt}`,
  confirmedSince: (since: string) => `您已于${since} 确认，不用重复。`,
  cardDone: (at: number) => `${monthDay(at)}已确认`,
  cardWithdrawn: '已撤回',
  cardCorrected: '已更正',
  correctedSince: '还没有记为已学习：这份通知更正过。请看更正之处，再点下面的“我已学习”，或回复“已学习”。',
  correctedPage: '通知刚更正，还没有记为已学习。请看页面上方的更正说明，再点“我已学习”。',
  notAddressed: '这份学习通知没有发给您，不用确认。回复“待办”看您要做的事。',
  withdrawn: (why: string, since: string | null = null) =>
    `这份学习通知已撤回${why ? `（${why}）` : ''}，${since === null ? '不用确认' : `您于${since} 的确认仍保留`}。`,
  withdrawnTold: (title: string, why: string) =>
    `您确认过的${title}已撤回（${why}），不用再做什么；您的确认记录仍保留。`,
  nothingWaits: (last: string | null) =>
    last ? `您没有待确认的学习；最近一次于${last} 确认。` : '您没有待确认的学习。',
  which: (waiting: readonly NoticeRow[]) =>
    [
      `您有 ${waiting.length} 份学习待确认，已学习的是哪一份？`,
      ...waiting.map((notice, index) => `${index + 1}. ${named(notice)}`),
      '请回复序号；都学完了回复“全部”。',
    ].join('\n'),
  whichWaits: (count: number) => `（还在等您确认学习：请回复序号 1–${count}，或“全部”。）`,
  noSuchNumber: (count: number) => `请回复 1 到 ${count} 之间的序号，或“全部”。`,

  fileTaken: ({ name, title, text, images }: { name: string; title: string | null; text: string; images: number }) =>
    `收到“${name}”：${title === null ? '没有读到标题' : `标题“${title}”`}，${lengthOf(text)} 字${images ? `，${images} 张图片` : ''}。`,
  moreFiles: '附件在别的文件里的话，请接着发来，会作为学习材料收在通知后面。',
  anotherNotice: (name: string, place: number) =>
    `“${name}”像是另一份通知，现作为材料${place}收入。要以它为通知正文，请回复“材料${place}是正文”；要另外发布，请回复“材料${place} 删除”，发布这一份后再发来。`,
  noSuchMaterial: (count: number) => (count ? `材料只有 1 到 ${count}，请核对序号。` : '这份通知没有材料。'),
  whichMaterialTitle: (place: number) => `请写材料的标题，例如：材料${place} 标题 处理情况通报。`,
  materialInText: (place: number) => `材料${place}写在通知的正文里，不能单独改。要改请回复“修改”后重发全文。`,
  lostPictures: (why: readonly string[]) =>
    `有 ${why.length} 张图片没有保留（${[...new Set(why)].map(reason => `${reason} ${why.filter(one => one === reason).length} 张`).join('，')}）。需要的话，请在 Word 里把图片另存为 JPG、压缩到 300 KB 以内，换上后重发。`,
  picturesUnseen: (count: number) => `全文以文本文件发送，里面的 ${count} 张图片不会显示（没有开通网页）。`,
  looseTables: (count: number) => `有 ${count} 处像表格、但没有读出表格线，请在预览里核对；要准确请发 Word 版。`,
  draftClosed: '这一份已经发布或取消，没有再收。要发新的学习通知，请重新开始。',
  noFileHere: '群发只能是文字，文件没有收下。要发学习通知，请先回复“取消”，再把文件发来。',
  noEndWithoutPages: '没有开通阅读网页，无法知道是否读到文末，不能要求先读完。',
  needsTitle: '没有读到标题，请回复“标题 ……”补上，例如：标题 2026年11月党风廉政学习通知。',
  nobodyInScope: '这个范围里没有人，请用“范围 内科、外科”重选；“范围 全院”为全体。',
  noDate: (words: string) => `没有读懂日期“${words}”。请这样写：期限 月底，或：期限 12月10日。`,
  datePassed: (words: string) => `“${words}”已经过去，请换一个以后的日期，例如“期限 月底”。`,
  whichDate: '请写完成期限，例如：期限 月底，或：期限 12月10日。',
  whichTitle: '请写标题，例如：标题 2026年11月党风廉政学习通知。',
  alreadyIssued: (title: string, shown: string, state: NoticeRow['state']) =>
    state === 'scheduled'
      ? `${title}已定时，将在${shown} 发出，再发布会让每个人收到两次。`
      : `${title}已于${shown} 发布过，再发布会让每个人再收到一次。`,
  issuedMeanwhile: (title: string, by: string, shown: string) =>
    `还没有发出：${by}已于${shown} 发布${title}，再发布会让每个人再收到一次。确需再发，请再回复一次“发布”；不发了回复“取消”。`,
  issued: (title: string, people: number) =>
    `${title}已发布，正在送达 ${people} 人。回复“进度”随时查看，“催办”只提醒未确认的人。`,
  scheduled: (title: string, shown: string, people: number) =>
    `已定时：${title}将在${shown} 起的五分钟内发给 ${people} 人。要取消请回复“撤回 原因”。`,

  noNotice: '还没有发布过学习通知。纪委办回复“发布学习”开始。',
  noSuchNotice: (words: string, known: readonly NoticeRow[], word: string) => {
    const month = known.find(notice => notice.month)?.month
    const example = month ? `请写月份，例如“${word} ${Number(month.slice(5))}月”。` : `请写标题中的几个字。`
    const titles = known.slice(0, 3).map(notice => `${named(notice)}${monthBeside(notice)}`)
    return `没有找到“${words}”的学习通知或部门。最近的有：${titles.join('、')}。${example}`
  },
  whichDepartment: (name: string, choices: readonly string[], word: string) =>
    `“${name}”可能是：${choices.join('、')}。请写全称，例如“${word} ${choices[0] ?? ''}”。`,
  notYourDepartment: (word: string) => `这个部门不由您负责，不能查看。回复“${word}”看您负责的科室。`,
  isWithdrawn: (title: string) => `${title}已撤回，不用催办。`,
  ownState: (notice: NoticeRow, since: string | null, now: number) =>
    since
      ? `进度由科室负责人和纪委办查看。您本人已于${since} 确认${named(notice)}。`
      : `进度由科室负责人和纪委办查看。您本人还没有确认${named(notice)}，${dueWords(notice, now)}，学完回复“已学习”。`,
  staffProgress: '进度由科室负责人和纪委办查看。您没有待确认的学习。',

  reminded: (people: number) => `已催办 ${people} 人；发出前已确认的人不会收到。`,
  onlyGoneMissing: '没有确认的人都已离开通讯录，不用催办。',
  nobodyMissing: '大家都已确认，不用催办。',
  remindedToday: (shown: string, words: string) =>
    `今天 ${shown.split(' ')[1] ?? shown} 已催办过。确需再催，请回复“催办 ${words ? `${words} ` : ''}再次”。`,
  overdue: (due: string) => `（期限${due}已过）`,

  withdrawHow: (notice: NoticeRow, others: boolean) => {
    const month = notice.month && others ? `${Number(notice.month.slice(5))}月 ` : ''
    const example = `请写明原因后发送，例如：撤回 ${month}附件有误，稍后重发。`
    return `将撤回${named(notice)}：卡片会关闭，之后不再计入。${example}${others ? '要撤回别的，请写它的月份。' : ''}`
  },
  withdrawWhich: (title: string) =>
    `还没有撤回。您定时的一条群发还没有发出，要取消它请回复“取消群发”；要撤回${title}，请回复“撤回 学习通知 原因”。`,
  withdrawnDone: (title: string, reachable: boolean) =>
    `已撤回${title}。${reachable ? '收到的卡片会变为“已撤回”。' : '发出已超过 72 小时，旧卡片留在原处；点它的人会被告知已撤回。'}`,
  withdrawnSince: (title: string, since: string, next: string) =>
    `已于${since} 撤回${title}，没有再撤回别的。要撤回的是${next}的话，请写明它自己的原因再发。`,
  nothingToWithdraw: '没有可以撤回的学习通知。',
  exportReady: (rows: number) => `花名册共 ${rows} 人，含部门、姓名、状态、时间和方式。导出已记入审计日志。`,
  todo: (notice: NoticeRow, now: number) =>
    `${named(notice)}${notice.corrected ? '（有更正，请再次确认）' : monthBeside(notice)}，${dueWords(notice, now)}，${notice.requireEnd ? '读到文末后点“我已学习”' : '学完回复“已学习”'}`,
  nearly: (waiting: readonly NoticeRow[]) =>
    `还没有记为已学习。${waiting.map(named).join('、')}学完后，请回复“已学习”，或点卡片上的“我已学习”。`,
}
