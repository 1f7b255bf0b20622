import { shownMonth, shownTime } from '../time.ts'

/** `2026年11月台账` */
export const archiveName = (month: string): string => `${shownMonth(month)}台账`

/** What the archive says. */
export const texts = {
  making: (month: string, studies: number, pages: boolean) =>
    `正在制作${archiveName(month)}${studies ? '' : '（这个月没有学习通知，只有目录、小结和存证根）'}，好了会在这里告诉您${pages ? '。' : '。没有开通网页，台账压缩包发不进聊天，届时发目录和小结两个文件。'}`,
  makingAlready: (month: string, progress: number) =>
    `${archiveName(month)}已在制作（${progress}%），好了会在这里告诉您，不用再说。`,
  ready: (files: number, running: boolean, at: number) =>
    `共 ${files} 个文件${running ? `；本月尚未结束，内容截至${shownTime(at)}` : ''}。请在电脑上打开下载，每次下载记入审计日志；文件保留 7 天，之后可以重新制作。`,
  readyWithoutPages: (month: string, running: boolean, at: number) =>
    `${archiveName(month)}的目录和小结发给您了${running ? `（本月尚未结束，内容截至${shownTime(at)}）` : ''}。没有开通网页，压缩包不能作为保密文件发送；整套台账请信息科开通网页后再导出，数据都在，不会缺少。`,
  failed: (month: string) =>
    `${archiveName(month)}没有做成，数据没有受影响。请再说一次“导出 台账 ${month}”；还是不行，请联系信息科。`,
  notReadable: (words: string) => `没有读懂“${words}”。请写月份，例如“导出 台账 2026-11”或“导出 台账 上个月”。`,
  notYet: (month: string) =>
    `${shownMonth(month)}还没有到，没有台账可以导出。请写已经开始的月份，例如“导出 台账 上个月”。`,
}
