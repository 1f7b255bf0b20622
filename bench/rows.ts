import { hash } from 'node:crypto'
import type { RowOf } from '../store/collection.ts'
import type { Collections } from '../store/collections.ts'

/** Rows as the product writes them, with texts of their usual length. */

type RowNamed<N extends keyof Collections> = RowOf<Collections[N]>

const textHash = hash('sha256', 'a notice')

export const deedOf = (month: string, serial: number, at: number): RowNamed<'deeds'> => ({
  key: `${month}:msg:${7_300_000_000_000_000 + serial}`,
  at,
  act: 'chat.press',
  answer: '',
})

export const confirmationOf = (notice: string, person: string, at: number): RowNamed<'confirmations'> => ({
  notice,
  person,
  department: '10',
  at,
  by: 'card',
  hash: textHash,
  version: 1,
  fact: `${notice.slice(0, 6)}-${person}`,
})

export const audienceOf = (notice: string, person: string): RowNamed<'audience'> => ({
  notice,
  person,
  department: '10',
})

export const factOf = (notice: string, person: string, at: number): RowNamed<'facts'> => ({
  id: `${notice}-${person}`,
  type: 'study.confirmed',
  at,
  who: person,
  data: JSON.stringify({ by: 'card', hash: textHash, notice }),
  salt: textHash,
  commitment: textHash,
})

export const messageOf = (id: string, person: string, at: number): RowNamed<'outbox'> => ({
  id,
  at,
  to: [person],
  group: null,
  chat: null,
  saying: JSON.stringify({ kind: 'close-card', responseCode: 'c'.repeat(43), text: '11月12日已确认', otherwise: null }),
  about: null,
  unless: null,
  due: at,
  until: at + 86_400_000,
  state: 'waiting',
})

export const noticeOf = (id: string, at: number): RowNamed<'notices'> => ({
  id,
  unit: '1',
  by: 'office1',
  title: '党风廉政学习通知',
  month: `${id.slice(0, 4)}-${id.slice(4, 6)}`,
  issuers: ['纪委办公室'],
  text: '请全体职工认真学习本月材料，对照检查，守住廉洁从业底线。'.repeat(40),
  materials: [],
  hash: textHash,
  version: 1,
  due: `${id.slice(0, 4)}-${id.slice(4, 6)}-25`,
  requireEnd: false,
  asks: 1,
  scope: [],
  at,
  state: 'issued',
  release: null,
  issued: at,
  withdrawn: null,
  corrected: null,
  agreed: null,
})
