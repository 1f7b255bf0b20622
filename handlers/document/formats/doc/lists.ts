import type { Level, List, Lists } from '../numbering/lists.ts'
import { extentOf, partOf } from './fib.ts'

/** The lists of a document by their number (`1` is the first), and the level a list gives to a style. */
export interface DocLists {
  lists: Lists
  levelOf: (list: string, style: number) => number | undefined
}

const formats: Record<number, string> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  5: 'ordinal',
  10: 'ideographDigital',
  11: 'japaneseCounting',
  14: 'decimalFullWidth',
  18: 'decimalEnclosedCircle',
  19: 'decimalFullWidth2',
  22: 'decimalZero',
  23: 'bullet',
  26: 'decimalEnclosedFullstop',
  27: 'decimalEnclosedParen',
  28: 'decimalEnclosedCircleChinese',
  29: 'ideographEnclosedCircle',
  30: 'ideographTraditional',
  31: 'ideographZodiac',
  33: 'taiwaneseCounting',
  34: 'ideographLegalTraditional',
  35: 'taiwaneseCountingThousand',
  36: 'taiwaneseDigital',
  37: 'chineseCounting',
  38: 'chineseLegalSimplified',
  39: 'chineseCountingThousand',
  57: 'numberInDash',
  255: 'none',
}

interface Template {
  levels: Map<number, Level>
  styles: number[]
}

const none: DocLists = { lists: new Map(), levelOf: () => undefined }

/** Reads the lists; what is cut off there is no reason not to read the text. */
export function listsOf(file: Buffer, table: Buffer): DocLists {
  try {
    return readLists(file, table)
  } catch (error) {
    if (error instanceof RangeError) return none
    throw error
  }
}

function readLists(file: Buffer, table: Buffer): DocLists {
  const overrides = partOf(file, table, 'overrides')
  if (overrides.length < 4) return none
  const templates = templatesOf(file, table)
  const lists = new Map<string, List>()
  const templateOf = new Map<string, Template>()
  const count = overrides.readUInt32LE(0)
  let at = 4 + count * 16
  for (let index = 0; index < count; index++) {
    const lsid = overrides.readInt32LE(4 + index * 16)
    const template = templates.get(lsid)
    const levels = new Map(template?.levels)
    const restarts = new Map<number, number>()
    at += 4
    for (let left = overrides.readUInt8(4 + index * 16 + 12); left > 0; left--) {
      const flags = overrides.readUInt32LE(at + 4)
      if (flags & 0x10) restarts.set(flags & 0xf, overrides.readInt32LE(at))
      at += 8
      if (flags & 0x20) {
        const { level, end } = levelAt(overrides, at, flags & 0xf)
        levels.set(flags & 0xf, level)
        at = end
      }
    }
    lists.set(String(index + 1), { counters: String(lsid), levels, restarts })
    if (template) templateOf.set(String(index + 1), template)
  }
  const levelOf = (list: string, style: number): number | undefined => {
    const found = templateOf.get(list)?.styles.indexOf(style) ?? -1
    return found < 0 ? undefined : found
  }
  return { lists, levelOf }
}

/** The levels stand behind the part, one list's after another's. */
function templatesOf(file: Buffer, table: Buffer): Map<number, Template> {
  const { from, to } = extentOf(file, 'lists')
  const templates = new Map<number, Template>()
  if (to - from < 2) return templates
  let at = to
  for (let index = 0; index < table.readInt16LE(from); index++) {
    const head = from + 2 + index * 28
    const levels = new Map<number, Level>()
    const styles = Array.from({ length: 9 }, (_, level) => table.readUInt16LE(head + 8 + level * 2))
    const simple = (table.readUInt8(head + 26) & 1) !== 0
    for (let level = 0; level < (simple ? 1 : 9); level++) {
      const read = levelAt(table, at, level)
      levels.set(level, read.level)
      at = read.end
    }
    templates.set(table.readInt32LE(head), { levels, styles })
  }
  return templates
}

function levelAt(bytes: Buffer, at: number, number: number): { level: Level; end: number } {
  const flags = bytes.readUInt8(at + 5)
  const format = formats[bytes.readUInt8(at + 4)] ?? 'decimal'
  const follow = (['tab', 'space', 'nothing'] as const)[bytes.readUInt8(at + 15)] ?? 'tab'
  const written = at + 28 + bytes.readUInt8(at + 24) + bytes.readUInt8(at + 25)
  const length = bytes.readUInt16LE(written)
  const end = written + 2 + length * 2
  if (end > bytes.length) throw new RangeError('list level')
  const text = bytes
    .toString('utf16le', written + 2, end)
    // Its own numbers stand as characters of their level.
    .replace(/[\0-\x08]/g, sign => `%${sign.charCodeAt(0) + 1}`)
  const limit = bytes.readUInt8(at + 26)
  const restartAfter = flags & 8 ? (limit === 0 || limit > number ? -1 : limit - 1) : undefined
  return {
    level: { start: bytes.readInt32LE(at), format, text, follow, legal: (flags & 4) !== 0, restartAfter },
    end,
  }
}
