import { describe, expect, it } from 'vitest'
import { splitNames } from '../../../handlers/directory/names.ts'

const names = ['太和镇卫生院', '内科', '和平院区', '人和', '和小明']
const known = {
  exact: (name: string) => names.includes(name),
  near: (name: string) => names.some(known => known.includes(name)),
}

describe('a list of names', () => {
  it.each([
    ['内科、外科，护理部；检验科', '内科|外科|护理部|检验科'],
    ['内科和护理部', '内科|护理部'],
    ['内科 和 护理部', '内科|护理部'],
    ['太和镇卫生院和内科', '太和镇卫生院|内科'],
    ['内科和太和镇卫生院', '内科|太和镇卫生院'],
    ['太和镇卫生院和和平院区和人和', '太和镇卫生院|和平院区|人和'],
    ['和小明', '和小明'],
    ['太和镇', '太和镇'],
    ['永和镇卫生院', '永和镇卫生院'],
    ['内科和检验科', '内科|检验科'],
    ['和和和和和和和和', '和和和和和和和和'],
  ])('%s', (words, expected) => {
    expect(splitNames(words, known).join('|')).toBe(expected)
  })
})
