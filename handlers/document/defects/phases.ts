import { lastDay, shown } from '../dates.ts'
import type { Phase } from '../phases.ts'
import type { Check } from './check.ts'

const withYear = (date: string | null): date is string => date !== null && /^\d{4}-/.test(date)
const month = (date: string): string => date.slice(0, 7)
const spanOf = ({ from, to }: Phase): string =>
  from && to && from !== to ? `${shown(from)}至${shown(to)}` : from ? shown(from) : to ? `${shown(to)}前` : ''

/** Phases that are over before the plan was issued, begin before the one before them, or end before they begin. */
export const orderDefects: Check = ({ plan: { phases, issued } }) =>
  phases.flatMap((phase, index) => {
    const { name, from, to } = phase
    if (withYear(from) && withYear(to) && month(to) < month(from)) {
      return `“${name}”写的是${spanOf(phase)}，结束早于开始，请核对。`
    }
    const start = from ?? to
    if (issued && withYear(start) && start.slice(0, 4) < issued.slice(0, 4)) {
      return `“${name}”写的是${spanOf(phase)}，早于印发日期${shown(issued)}，是否应为${issued.slice(0, 4)}年？`
    }
    if (issued && withYear(to) && month(to) < month(issued)) {
      return `“${name}”写的是${spanOf(phase)}，早于印发日期${shown(issued)}，请核对。`
    }
    const before = phases[index - 1]
    if (before && !phase.inside && withYear(from) && withYear(before.from) && month(from) < month(before.from)) {
      return `“${name}”写的是${spanOf(phase)}，开始早于前面的“${before.name}”（${spanOf(before)}），请核对次序和日期。`
    }
    return []
  })

/** Whole months, or days, between two phases that belong to neither. */
export const gapDefects: Check = ({ plan: { phases } }) => {
  const own = phases.filter(phase => !phase.inside)
  return own.slice(1).flatMap((phase, index) => {
    const before = own[index]
    if (!before || !withYear(before.to) || !withYear(phase.to)) return []
    const after = next(before.to)
    const start = phase.from
    if (start !== null) {
      if (!withYear(start) || first(start) <= after) return []
      return `“${before.name}”到${shown(before.to)}为止，“${phase.name}”从${shown(start)}开始，中间的时间归哪个阶段？`
    }
    const missing = monthsBetween(after.slice(0, 7), month(phase.to))
    if (missing.length === 0) return []
    return `“${before.name}”到${shown(before.to)}为止，“${phase.name}”只写了${shown(phase.to)}前，没有写开始，${missing.map(shown).join('、')}归哪个阶段？`
  })
}

const first = (date: string): string => (date.length === 7 ? `${date}-01` : date)

/** The day after a date, or after the end of a month. */
function next(date: string): string {
  const [year = 0, monthNumber = 1, day] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, monthNumber - 1, (day ?? lastDay(year, monthNumber)) + 1))
  return last.toISOString().slice(0, 10)
}

/** The whole months from `from` up to, not including, `to`. At most 24. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  let [year = 0, value = 1] = from.split('-').map(Number)
  while (months.length < 24) {
    const key = `${year}-${String(value).padStart(2, '0')}`
    if (key >= to) break
    months.push(key)
    value++
    if (value > 12) [year, value] = [year + 1, 1]
  }
  return months
}

/** A step with a deadline after the phase it is printed in; a phase outside the time of the whole. */
export const stepDefects: Check = ({ plan: { phases, covering } }) => [
  ...phases
    .filter(({ inside }) => inside)
    .map(phase => `“${phase.name}”写在“${phase.inside ?? ''}”里，期限却是${spanOf(phase)}，是否为单独的一个阶段？`),
  ...phases.flatMap(phase => {
    const { name, to, inside } = phase
    if (inside || !covering || !withYear(covering.to) || !withYear(to) || month(to) <= month(covering.to)) return []
    return `总的时间写到${shown(covering.to)}，“${name}”却到${shown(to)}为止，以哪个为准？`
  }),
]
