import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Declaration } from '../../store/collection.ts'
import { collections } from '../../store/collections.ts'
import { codeIn, section, tableRows } from './markdown.ts'

const privacy = await readFile(new URL('../../docs/privacy.md', import.meta.url), 'utf8')

describe('the privacy page', () => {
  it('names every collection with how long it is kept and what of it is encrypted', () => {
    const listed = tableRows(section(privacy, '二、保存什么')).map(([name = '', , , keep, secret = '']) => [
      ...codeIn(name),
      keep,
      codeIn(secret),
    ])
    const kept = Object.entries<Declaration>(collections).map(([name, { keep, secret }]) => [
      name,
      keep === 'forever' ? '长期' : `${keep.days} 天`,
      secret,
    ])
    expect(listed).toEqual(kept)
  })
})
