import { deadlineIn } from './deadlines.ts'
import { written } from './dates.ts'
import { type Paragraph, paragraphsOf } from './paragraphs.ts'
import type { Line } from './lines.ts'
import type { FoundPhase } from './phases.ts'
import { clausesIn, sentencesIn } from './sentences.ts'
import { dated, type Known } from './span.ts'
import { responsibleIn, subjectOf } from './who.ts'
import { markerOf } from './words.ts'

/** Something that a plan wants done by a date or in a rhythm. */
export interface Duty {
  /** The words of the text, without those of the deadline and of who is asked. */
  what: string
  /** 责任单位 behind the paragraph, else who the sentence, or the one before it, asks. */
  who: string[]
  /** `2026-12-01`, `12-01`, `2026-12`; or a rhythm: `每月12日前`, `每月底前`, `每周五前`, `每季度`, `每年2次`. */
  due: string
  /** From when a rhythm holds, where printed: `2026-07`. */
  from: string | null
  /** The sentence, lines broken by the page joined. */
  sentence: string
}

/** The duties of a plan in printed order: sentences that name a deadline or a rhythm, and phases that have only an end. */
export function dutiesIn(lines: readonly Line[], phases: readonly FoundPhase[], known: Known): Duty[] {
  const heads = new Map(phases.map(phase => [phase.line, phase]))
  const duties = paragraphsOf(lines).flatMap(paragraph => {
    const phase = heads.get(paragraph.from)
    const own =
      phase && !phase.inside && phase.from === null && phase.to !== null ? [phaseDuty(phase, paragraph, lines)] : []
    return [...own, ...paragraphDuties(phase ? below(paragraph) : paragraph, known)].filter(isDuty(phase))
  })
  const key = (duty: Duty): string => `${duty.due}|${duty.what}|${duty.who.join()}`
  return [...new Map(duties.toReversed().map(duty => [key(duty), duty])).values()].toReversed()
}

/** A phase's paragraph behind its heading: the time in it is that of the phase. */
const below = (paragraph: Paragraph): Paragraph => ({
  ...paragraph,
  text: bare(paragraph.text).replace(/^[^。，；（(]{0,40}[（(][^（()）]{2,50}[）)][：:，。]?/, ''),
})

/** Says something to do; and what stands in a phase's heading does not count twice. */
const isDuty =
  (phase: FoundPhase | undefined) =>
  (duty: Duty, index: number): boolean =>
    duty.what !== '' && !(phase && index > 0 && duty.what === phase.name)

/** A phase `（8月31日前）` is itself due then; who is asked stands at the beginning of its text. */
function phaseDuty(phase: FoundPhase, { text }: Paragraph, lines: readonly Line[]): Duty {
  const inside = paragraphsOf(lines.slice(phase.line + 1, phase.end)).map(paragraph => paragraph.text)
  const who = inside.map(firstSubject).find(units => units.length > 0) ?? firstSubject(text)
  const sentence = sentencesIn(text)[0]?.text ?? text
  return { what: phase.name, who, due: phase.to ?? '', from: null, sentence }
}

const firstSubject = (text: string): string[] =>
  sentencesIn(bare(text))
    .slice(0, 3)
    .map(sentence => subjectOf(sentence.text))
    .find(units => units.length > 0) ?? []

const bare = (text: string): string => text.slice(markerOf(text)?.sign.length ?? 0).trim()

function paragraphDuties({ text }: Paragraph, known: Known): Duty[] {
  // A paragraph as long as a book is none of a plan.
  if (text.length > 20_000) return []
  const responsible = responsibleIn(text)
  let before: string[] = []
  return sentencesIn(text).flatMap(sentence => {
    if (sentence.text.length > 2000 || /^[（(]责任/.test(sentence.text)) return []
    const { duties, subjects } = sentenceDuties(bare(sentence.text), before, known)
    before = subjects.length ? subjects : before
    return duties.map(duty => ({
      ...duty,
      who: responsible.length ? responsible : duty.who,
      sentence: sentence.text,
    }))
  })
}

interface Open {
  what: string[]
  who: string[]
  dues: { due: string; from: string | null }[]
}

const goesOn = /^\s{0,2}(?:将|并|同时|及|以及|对|把|向|按)/

function sentenceDuties(sentence: string, before: readonly string[], known: Known) {
  const duties: Duty[] = []
  const subjects: string[] = []
  let asked: string[] = []
  let since: string | null = null
  let open: Open | null = null
  const finish = (): void => {
    if (open) for (const due of open.dues) duties.push({ what: open.what.join('，'), who: open.who, ...due, sentence })
    open = null
  }
  for (const clause of clausesIn(sentence)) {
    const said = clause.replace(/[，；,;。！]+$/, '').trim()
    const own = subjectOf(withoutSince(said))
    if (own.length) {
      asked = own
      subjects.push(...own)
    }
    const deadline = deadlineIn(said)
    if (deadline && (deadline.rhythm !== null || deadline.dates.length)) {
      finish()
      const from: string | null = deadline.since ? written(dated(deadline.since, known), 'from') : since
      const what = stripSubject(deadline.rest, own)
      open = {
        what: what ? [what] : [],
        who: [...(asked.length ? asked : before)],
        dues:
          deadline.rhythm !== null
            ? [{ due: deadline.rhythm, from }]
            : deadline.dates.flatMap(date => {
                const due = written(dated(date, known), 'to')
                return due === null ? [] : [{ due, from: null }]
              }),
      }
      continue
    }
    const opening = /^(?:从|自)(.{1,14})(?:起|开始)$/.exec(said)?.[1]
    if (opening) since = sinceOf(opening, known) ?? since
    const current: Open | null = open
    if (!current) continue
    if (current.what.length === 0 || (goesOn.test(said) && own.length === 0)) current.what.push(said)
    else finish()
    if (/；$/.test(clause)) finish()
  }
  finish()
  return { duties, subjects: [...new Set(subjects)] }
}

const withoutSince = (text: string): string => text.replace(/^(?:从|自).{1,14}?起/, '')

function sinceOf(text: string, known: Known): string | null {
  const deadline = deadlineIn(`${text}前`)
  const [date] = deadline?.dates ?? []
  return date ? written(dated(date, known), 'from') : null
}

function stripSubject(said: string, own: readonly string[]): string {
  const first = own[0]
  const last = own.at(-1)
  const plain = said
    .replace(/[（(](?:责任|牵头|承办|落实|配合)[^（()）]{2,80}[）)]/, '')
    .replace(/^(?:其中|同时|此外|并)[，、]?/, '')
  const named = first !== undefined && last !== undefined && plain.startsWith(first)
  const rest = named ? plain.slice(plain.indexOf(last) + last.length) : plain
  return rest.replace(/^(?:要|应当|应|须|需|必须|务必)/, '').trim()
}
