import { z } from 'zod'
import type { Desk } from '../act.ts'
import type { Reading } from './read/reading.ts'

const Absent = z.object({ name: z.string(), reason: z.string() })

/** What is asked at this moment; null where everything is clear and was read back. */
export const Asking = z.enum([
  'department',
  'notice',
  'twice',
  'unclear',
  'date',
  'early',
  'absentee',
  'counts',
  'who',
  'beyond',
  'short',
  'host',
])
export type Asking = z.infer<typeof Asking>

/** A joint session as far as it has been told: what was read of every sentence, and what was chosen when asked. */
export const Told = z.object({
  departments: z.array(z.string()).nullable(),
  departmentNames: z.array(z.string()),
  notice: z.string().nullable(),
  month: z.string().nullable(),
  title: z.string().nullable(),
  date: z.string().nullable(),
  part: z.string().nullable(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  place: z.string().nullable(),
  host: z.string().nullable(),
  expected: z.number().nullable(),
  present: z.number().nullable(),
  all: z.boolean(),
  missing: z.number().nullable(),
  absent: z.array(Absent).nullable(),
  points: z.string().nullable(),
  again: z.boolean(),
  twice: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  unclear: z.array(z.string()),
  /** Whom a name or title means, once chosen; null is somebody without WeCom. */
  means: z.record(z.string(), z.string().nullable()),
  /** What was doubted and then said to be right. */
  sure: z.array(z.string()),
  asking: Asking.nullable(),
  /** What the numbers of the question stand for. */
  choices: z.array(z.string()),
  /** What the question is about: a name. */
  about: z.string(),
})
export type Told = z.infer<typeof Told>

export const nothingTold: Told = {
  departments: null,
  departmentNames: [],
  notice: null,
  month: null,
  title: null,
  date: null,
  part: null,
  from: null,
  to: null,
  place: null,
  host: null,
  expected: null,
  present: null,
  all: false,
  missing: null,
  absent: null,
  points: null,
  again: false,
  twice: [],
  unclear: [],
  means: {},
  sure: [],
  asking: null,
  choices: [],
  about: '',
}

/** Which field the words of a doubt are about. */
const fields: Record<string, keyof Told> = {
  时间: 'date',
  地点: 'place',
  主持人: 'host',
  应到: 'expected',
  实到: 'present',
  学习月份: 'month',
}

/** What was told, and what a further sentence says: the newer counts, and what it does not say stays. */
export function withReading(told: Told, reading: Reading): Told {
  const next = { ...told }
  for (const key of ['month', 'title', 'date', 'place', 'host', 'expected', 'present', 'points'] as const) {
    if (reading[key] !== null) Object.assign(next, { [key]: reading[key] })
  }
  if (reading.departments.length) Object.assign(next, { departmentNames: reading.departments, departments: null })
  if (reading.month !== null || reading.title !== null) next.notice = null
  if (reading.from !== null || reading.part !== null) {
    Object.assign(next, { from: reading.from, to: reading.to, part: reading.from === null ? reading.part : null })
  }
  if (reading.again) next.again = true
  withPeople(next, told, reading)
  const settled = (field: string): boolean => {
    const key = fields[field]
    return key === 'date'
      ? reading.date !== null || reading.from !== null
      : key !== undefined && reading[key as keyof Reading] !== null
  }
  next.twice = [...told.twice.filter(({ field }) => !settled(field)), ...reading.twice]
  next.unclear = reading.unclear
  return next
}

function withPeople(next: Told, told: Told, reading: Reading): void {
  const counted = reading.expected !== null || reading.present !== null
  if (reading.missing !== null) next.missing = reading.missing
  if (reading.absent) {
    next.absent = joined(told, reading.absent)
    if (told.asking === 'short' && !counted && told.expected !== null) {
      next.expected = told.expected + next.absent.length - (told.absent?.length ?? 0)
    }
    if (reading.missing === null) next.missing = null
    if (told.all && !counted) next.present = null
  }
  if (reading.all) {
    next.all = true
    if (!reading.absent && told.asking !== 'counts') next.absent = reading.missing === null ? [] : told.absent
    if (!counted) next.present = null
    next.missing = reading.missing
  } else if (counted) next.all = false
}

/** Names given when somebody was still missing are added; otherwise a list replaces the one before. */
function joined({ asking, absent, expected, present }: Told, more: { name: string; reason: string }[]) {
  if (!absent || (asking !== 'who' && asking !== 'short')) return more
  const known = absent.filter(({ name }) => !more.some(other => other.name === name))
  const wanted = expected !== null && present !== null ? expected - present : null
  return asking === 'who' && wanted === more.length ? more : [...known, ...more]
}

export const draftKind = 'joint'

export async function readDraft({ tx }: Pick<Desk, 'tx'>, id: string) {
  const row = await tx.jointDrafts.get(id)
  return row && { row, told: Told.parse(JSON.parse(row.told)) }
}

export async function keepTold({ tx }: Desk, id: string, told: Told): Promise<void> {
  const row = await tx.jointDrafts.get(id)
  if (row) await tx.jointDrafts.update({ ...row, told: JSON.stringify(told) })
}
