import { describe, expect, it } from 'vitest'
import { readSentence } from '../../../handlers/joint/read-sentence.ts'
import { known, now, sentences, wholeOf } from './sentences.ts'

describe('a sentence about a joint session', () => {
  for (const [said, means] of Object.entries(sentences)) {
    it(`is understood: ${said}`, () => {
      expect(readSentence(said, now, known)).toEqual(wholeOf(means))
    })
  }
})
