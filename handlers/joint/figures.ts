import type { Asked } from './group.ts'
import type { Question } from './people-told.ts'
import type { SessionRow } from './session.ts'
import { texts } from './texts.ts'
import type { Told } from './told.ts'

interface Figures {
  expected: number
  present: number
  attended: Asked[]
}

/**
 * 应到 and 实到 held against one another, against the names, and against whom the notice asks: `expected` is `present`
 * and the absentees, and whoever was asked was there or is named. Asks about the first thing that does not add up.
 */
export function figuresOf(
  told: Told,
  absent: SessionRow['absent'],
  asked: readonly Asked[],
  where: string,
): { question: Question } | { found: Figures } {
  const ask = (asking: Question['asking'], text: string, choices: string[] = []) => ({
    question: { asking, text, choices },
  })
  const away = new Set(absent.flatMap(({ person }) => person ?? []))
  const attended = asked.filter(({ person }) => !away.has(person.id))
  const { expected, present, all, missing } = told
  const names = absent.map(({ name }) => name)
  if (missing !== null && missing !== absent.length) {
    if (expected !== null && present !== null && expected - present !== missing) {
      return ask('counts', texts.numbersDisagree(expected, present, missing))
    }
    return ask('who', texts.whoIsMissing(missing, names))
  }
  const both = numbers(told, absent.length, attended.length)
  if (!both) {
    if (absent.length && expected === null && present === null && !all)
      return ask('counts', texts.askOthers(names, attended.length))
    return ask('counts', expected === null ? texts.askCounts : texts.askPresent(expected))
  }
  if (both.present > both.expected) return ask('counts', texts.moreThanExpected(both.expected, both.present))
  const lacking = both.expected - both.present
  if (lacking > absent.length) return ask('who', texts.whoIsMissing(lacking, names))
  if (lacking < absent.length) return ask('counts', texts.tooManyNames(both.expected, both.present, names))
  const others = both.present - attended.length
  if (others > 0 && !told.sure.includes(`beyond ${others}`)) {
    return ask('beyond', texts.beyond(where, asked.length, both.expected, others), [String(others)])
  }
  if (others < 0) {
    const excused = attended.filter(({ standing }) => standing === 'leave' || standing === 'exempt')
    const fits = excused.length === -others
    return ask(
      'short',
      texts.short(where, asked.length, both.expected, -others, fits ? excused.map(({ person }) => person.name) : []),
      fits ? excused.map(({ person }) => person.id) : [],
    )
  }
  return { found: { ...both, attended } }
}

/** Both numbers, as far as they follow from what was said; null where they do not. */
function numbers(
  { expected, present, all, absent, missing }: Told,
  away: number,
  attended: number,
): { expected: number; present: number } | null {
  if (expected !== null && present !== null) return { expected, present }
  const named = absent !== null || missing !== null
  if (expected !== null) return all || named ? { expected, present: expected - away } : null
  if (present !== null) return { expected: all || named ? present + away : Math.max(attended + away, present), present }
  return all ? { expected: attended + away, present: attended } : null
}
