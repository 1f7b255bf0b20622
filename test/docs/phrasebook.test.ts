import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { words } from '../../handlers/chat/capabilities.ts'
import { readDate, readMoment } from '../../handlers/chat/when.ts'
import { type Audience, hearWord } from '../../handlers/chat/words.ts'
import { novemberNotice } from '../notices.ts'
import { openBench } from '../desk.ts'
import { codeIn, section, tableRows } from './markdown.ts'

const phrasebook = await readFile(new URL('../../docs/phrasebook.md', import.meta.url), 'utf8')
/** A message as the word it is heard as, and what followed. */
const heardIn = (message: string): string => {
  const heard = hearWord(message, words)
  return `${heard?.word.names[0] ?? 'nothing'} ${heard?.rest ?? ''}`
}
const audiences: Record<Audience, string> = { everyone: '职工', head: '负责人', office: '办公室' }
const thursday = Date.parse('2026-11-12T09:07:00+08:00')

describe('the phrasebook', () => {
  it('names every word with its synonyms and whom it is for, in the order of the table of words', () => {
    const listed = tableRows(section(phrasebook, '随时可说的词')).map(([names = '', who]) => [codeIn(names), who])
    expect(listed).toEqual(words.map(word => [[...word.names], audiences[word.for]]))
  })

  it('shows only ways of speaking that are heard as the word beside them', () => {
    for (const [said = '', meant = ''] of tableRows(section(phrasebook, '也可以这样说'))) {
      const ways = codeIn(said)
      const words = codeIn(meant)
      expect(ways.length).toBeGreaterThan(0)
      ways.forEach((way, place) => expect(heardIn(way), way).toBe(heardIn(words[place] ?? words[0] ?? '')))
    }
  })

  it('shows only days and moments that are understood', () => {
    const [dates = '', times = ''] = section(phrasebook, '日期和时间的写法').split('\n时间，')
    const ways = (text: string): string[] => tableRows(text).flatMap(([cell = '']) => codeIn(cell))
    expect(ways(dates).filter(way => readDate(way, thursday) === null)).toEqual([])
    expect(ways(times).filter(way => readMoment(way, thursday) === null)).toEqual([])
    expect([ways(dates).length, ways(times).length].map(count => count > 5)).toEqual([true, true])
  })

  it.each(['预览时', '只用于学习通知'])('shows only what a draft understands: %s', async part => {
    const bench = await openBench()
    let count = 0
    const say = async (message: string): Promise<string> => {
      const key = `202611:msg:${++count}`
      const input = { message, sent: bench.clock.now() }
      const deed = {
        key,
        act: 'chat.text' as const,
        input,
        who: 'jiwei',
        reply: 'return' as const,
        at: bench.clock.now(),
      }
      return (await bench.perform(deed)).text ?? ''
    }
    const text = section(phrasebook, '准备学习通知或群发时').split(`${part}：`)[1]?.split('\n\n')[1] ?? ''
    const said = tableRows(text).flatMap(([cell = '']) => codeIn(cell))
    expect(said.length).toBeGreaterThan(5)
    for (const words of said) {
      await say(`发布学习\n${novemberNotice}`)
      expect(await say(words), words).not.toMatch(/没听明白|没有读懂|没有找到|目前没有正在准备/)
    }
    await bench.close()
  })
})
