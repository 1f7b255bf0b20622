import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSentence } from '../../../handlers/joint/read-sentence.ts'
import type { Absentee, Known, Reading } from '../../../handlers/joint/read/reading.ts'
import { count, readCount } from '../../../handlers/joint/read/numbers.ts'
import { spoken, told, type Truth } from './arbitrary-sentence.ts'
import { known, now, sentences, wholeOf } from './sentences.ts'

const fields = ['date', 'part', 'from', 'to', 'place', 'host', 'expected', 'present'] as const

const sorted = (absent: readonly Absentee[] | null): string[] =>
  (absent ?? []).map(({ name, reason }) => `${name} ${reason}`).sort()

/** Whether something will be asked before anything is stored. */
const isDoubted = ({ unclear, twice }: Reading): boolean => unclear.length > 0 || twice.length > 0

/** The fields that say something else than the truth; one that says nothing is asked for. */
function wrongIn(reading: Reading, truth: Truth): string[] {
  const wrong: string[] = fields.filter(field => reading[field] !== null && reading[field] !== truth[field])
  if (reading.absent && sorted(reading.absent).join() !== sorted(truth.absent).join()) wrong.push('absent')
  return wrong
}

const departments = known.departments
const knowing = (people: readonly string[]): Known => ({ people, departments })

describe('a sentence about a joint session', () => {
  for (const [said, means] of Object.entries(sentences)) {
    it(`is understood: ${said}`, () => {
      expect(readSentence(said, now, known)).toEqual(wholeOf(means))
    })
  }

  it('is never misread: what is not asked about is the truth', () =>
    fc.assert(
      fc.property(told, ({ said, truth }) => {
        const reading = readSentence(said, now, knowing(truth.people))
        if (!isDoubted(reading)) expect(wrongIn(reading, truth), said).toEqual([])
      }),
      { numRuns: 200 },
    ))

  it('is understood whole, but for a few in a hundred', () => {
    const all = fc.sample(told, { numRuns: 500, seed: 7 })
    const whole = all.filter(({ said, truth }) => {
      const reading = readSentence(said, now, knowing(truth.people))
      return (
        !isDoubted(reading) &&
        !wrongIn(reading, truth).length &&
        reading.date === truth.date &&
        reading.host === truth.host &&
        reading.expected === truth.expected &&
        reading.present === truth.present &&
        sorted(reading.absent).join() === sorted(truth.absent).join()
      )
    })
    expect(whole.length).toBeGreaterThan(485)
  })

  it('takes nobody for an absentee who is none, whatever names are unknown', () =>
    fc.assert(
      fc.property(told, fc.infiniteStream(fc.boolean()), ({ said, truth }, hidden) => {
        const away = new Set(truth.absent.map(({ name }) => name))
        const listed = truth.people.filter(name => !away.has(name) || hidden.next().value)
        const reading = readSentence(said, now, knowing(listed))
        const wrong = (reading.absent ?? []).filter(({ name }) => listed.includes(name) && !away.has(name))
        expect(wrong, said).toEqual([])
      }),
      { numRuns: 200 },
    ))

  it('does not take a longer name for the shorter one in it', () =>
    fc.assert(
      fc.property(told, ({ said, truth }) => {
        // 王伟休产假 and 王伟刚下夜班 may mean either, to anybody.
        const longer = truth.absent.map(({ name }) => name).filter(name => /^..[^休中班外刚]$/u.test(name))
        const listed = truth.people.flatMap(name => (longer.includes(name) ? name.slice(0, 2) : name))
        const reading = readSentence(said, now, knowing(listed))
        const away = truth.absent.map(({ name }) => name)
        const wrong = (reading.absent ?? []).filter(({ name }) => listed.includes(name) && !away.includes(name))
        if (!isDoubted(reading)) expect(wrong, said).toEqual([])
      }),
      { numRuns: 200 },
    ))

  it('says of any text at all what it did not understand, and never fails', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), said => {
        expect(() => readSentence(said, now, known)).not.toThrow()
      }),
    ))

  it('costs what prose costs, also for a hostile text', () => {
    const hostile = [
      '张三、'.repeat(400),
      '除'.repeat(1500),
      '应到2实到'.repeat(300),
      '3点到'.repeat(500),
      '（'.repeat(1500),
    ]
    for (const said of hostile) expect(() => readSentence(said.slice(0, 2000), now, known)).not.toThrow()
  })

  it('reads every number of people as it is spoken', () => {
    const whole = new RegExp(`^${count}$`, 'u')
    for (let number = 1; number < 1000; number++) {
      const words = spoken(number)
      expect([words, whole.test(words), readCount(words)]).toEqual([words, true, number])
      expect(readCount(String(number))).toBe(number)
    }
  })
})
