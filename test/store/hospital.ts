import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'

/** Rows of a small hospital, each as a function of what a test cares about. */

/** 2026-11-12 09:07 in China. */
export const morning = Date.UTC(2026, 10, 12, 1, 7)
export const day = 86_400_000

type RowNamed<N extends keyof Collections> = RowOf<Collections[N]>

export function confirmation(changes: Partial<RowNamed<'confirmations'>> = {}): RowNamed<'confirmations'> {
  return {
    notice: '202611-study',
    person: 'zhangmin',
    version: 1,
    department: 'cardiology',
    at: morning,
    by: 'card',
    hash: 'c0ffee',
    fact: '202611-fact',
    ...changes,
  }
}

export function person(changes: Partial<RowNamed<'people'>> = {}): RowNamed<'people'> {
  return {
    id: 'zhangmin',
    userid: 'ZhangMin',
    name: '张敏',
    departments: ['cardiology', 'ward-3'],
    leads: [],
    position: '护士',
    order: 1,
    status: 1,
    joined: morning,
    left: null,
    reads: 'wecom',
    unreachable: null,
    ...changes,
  }
}

export function message(changes: Partial<RowNamed<'outbox'>> = {}): RowNamed<'outbox'> {
  return {
    id: '202611-message',
    at: morning,
    to: ['zhangmin', 'lihua'],
    group: null,
    chat: null,
    saying: '{"kind":"text","text":"请于本月底前完成学习。"}',
    about: null,
    unless: null,
    due: morning,
    until: morning + day,
    state: 'waiting',
    ...changes,
  }
}

export function deed(changes: Partial<RowNamed<'deeds'>> = {}): RowNamed<'deeds'> {
  return { key: '202611:msg:1', at: morning, act: 'study.confirm', answer: '已记录，谢谢。', ...changes }
}

export function browserSession(changes: Partial<RowNamed<'sessions'>> = {}): RowNamed<'sessions'> {
  return { id: 'session-1', person: 'zhangmin', at: morning, seen: morning, ...changes }
}
