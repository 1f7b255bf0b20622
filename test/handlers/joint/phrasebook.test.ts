import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { words } from '../../../handlers/chat/capabilities.ts'
import { hearWord } from '../../../handlers/chat/words.ts'
import { readSentence } from '../../../handlers/joint/read-sentence.ts'
import { tellsOfJoint } from '../../../handlers/joint/words.ts'
import { codeIn, section, tableRows } from '../../docs/markdown.ts'
import { novemberNotice } from '../../notices.ts'
import { known, now } from './sentences.ts'

const phrasebook = await readFile(new URL('../../../docs/phrasebook.md', import.meta.url), 'utf8')
const rows = tableRows(section(phrasebook, '登记集中学习'))
const ways = rows.flatMap(([said = '']) => codeIn(said))

describe('the phrasebook on joint sessions', () => {
  it('shows only sentences that are heard as one, and understood without a question', () => {
    const told = ways.filter(way => way.length > 15)
    expect(told.length).toBeGreaterThan(5)
    for (const way of told) {
      expect(hearWord(way, words)?.word.names[0], way).toBe('集中学习')
      expect(readSentence(way, now, known).unclear, way).toEqual([])
    }
  })

  it.each([
    '我们科昨天下午组织学习了，王新主持，全员参加',
    '今天上午科会学习，应到23实到23',
    '昨天下午集中学习应到二十三人实到二十一人',
  ])('hears a report: %s', said => {
    expect(tellsOfJoint(said)).toBe(true)
  })

  it.each([
    '请各科室组织集中学习，科主任主持，全体人员参加',
    '昨天的集中学习我没参加',
    '今天要集中学习吗',
    '我已学习',
    '学习了两个案例',
    '各科室须在11月30日前组织集中学习',
    '学习进度怎么样了',
    novemberNotice,
  ])('does not take for a report: %s', said => {
    expect(tellsOfJoint(said)).toBe(false)
  })
})
