import { shownWhen, type SessionRow } from './session.ts'

/** What joint sessions say. */
export const texts = {
  objected: (session: SessionRow, title: string, settled: boolean, now: number) =>
    `已改过来：${shownWhen(session, now)}的集中学习不再记为您参加，登记人和纪委办已知道，不用您再做什么。${
      settled ? '' : `${title}请自己学习，学完回复“已学习”。`
    }`,
  objectedTold: (name: string, session: SessionRow, where: string, title: string, now: number) =>
    `${name}表示没有参加${where}${shownWhen(session, now)}的集中学习，${title}已改为未确认，不用您处理。`,
  objectedBefore: (session: SessionRow, now: number) => `${shownWhen(session, now)}的集中学习已经改过，没有记您参加。`,
  cardObjected: '已改为未参加',
  notCounted: '现在没有登记您参加的集中学习，不用更改。回复“待办”看要做的事，回复“我的记录”看已有的记录。',
}
