import type { Level, List, Lists } from '../numbering/lists.ts'
import { walk, type Attributes } from './walk.ts'

interface Abstract {
  levels: Map<number, Level>
  /** The style whose numbering this is only a name for. */
  styleLink: string | undefined
  /** Level of the paragraphs of a style, by the style's id. */
  styles: Map<string, number>
}

/** word/numbering.xml, as far as labels need it. */
export interface Numbering {
  lists: Lists
  /** The level that list `id` gives to the paragraphs of a style. */
  levelOf: (id: string, style: string) => number | undefined
}

interface Num {
  abstract: string
  overrides: Map<number, Level>
  restarts: Map<number, number>
}

/** Reads word/numbering.xml. `listOfStyle` names the list of a numbering style, for lists that only point to one. */
export function readNumbering(xml: string, listOfStyle: ReadonlyMap<string, string>): Numbering {
  const { abstracts, nums } = partsOf(xml)
  const resolved = (id: string, depth = 0): Abstract | undefined => {
    const found = abstracts.get(id)
    const other = found?.styleLink === undefined ? undefined : nums.get(listOfStyle.get(found.styleLink) ?? '')
    return other && depth < 8 ? resolved(other.abstract, depth + 1) : found
  }
  const lists = new Map<string, List>()
  for (const [id, { abstract, overrides, restarts }] of nums) {
    const levels = new Map([...(resolved(abstract)?.levels ?? []), ...overrides])
    lists.set(id, { counters: abstract, levels, restarts })
  }
  return { lists, levelOf: (id, style) => resolved(nums.get(id)?.abstract ?? '')?.styles.get(style) }
}

/** Walks through the file once. What stands inside `w:lvl` belongs to the level opened last. */
function partsOf(xml: string): { abstracts: Map<string, Abstract>; nums: Map<string, Num> } {
  const abstracts = new Map<string, Abstract>()
  const nums = new Map<string, Num>()
  let abstract: Abstract | undefined
  let num: Num | undefined
  let override = 0
  let level: Level | undefined
  let at = 0
  const open: Record<string, (attributes: Attributes) => void> = {
    'w:abstractNum': attributes => {
      num = undefined
      abstract = { levels: new Map(), styleLink: undefined, styles: new Map() }
      abstracts.set(attributes['w:abstractNumId'] ?? '', abstract)
    },
    'w:numStyleLink': attributes => {
      if (abstract) abstract.styleLink = attributes['w:val']
    },
    'w:num': attributes => {
      abstract = undefined
      num = { abstract: '', overrides: new Map(), restarts: new Map() }
      nums.set(attributes['w:numId'] ?? '', num)
    },
    'w:abstractNumId': attributes => {
      if (num) num.abstract = attributes['w:val'] ?? ''
    },
    'w:lvlOverride': attributes => {
      override = Number(attributes['w:ilvl'])
    },
    'w:startOverride': attributes => {
      num?.restarts.set(override, Number(attributes['w:val']))
    },
    'w:lvl': attributes => {
      at = Number(attributes['w:ilvl'] ?? override)
      level = { start: 0, format: 'decimal', text: '', follow: 'tab', legal: false }
      const levels = num?.overrides ?? abstract?.levels
      levels?.set(at, level)
    },
    'w:pStyle': attributes => abstract?.styles.set(attributes['w:val'] ?? '', at),
  }
  const inLevel: Record<string, (level: Level, value: string) => void> = {
    'w:start': (level, value) => (level.start = Number(value) || 0),
    'w:numFmt': (level, value) => (level.format = value),
    'w:lvlText': (level, value) => (level.text = value),
    'w:suff': (level, value) => (level.follow = value === 'space' || value === 'nothing' ? value : 'tab'),
    'w:isLgl': (level, value) => (level.legal = value !== '0' && value !== 'false'),
    'w:lvlRestart': (level, value) => (level.restartAfter = Number(value) - 1),
  }
  walk(xml, {
    open: (name, attributes) => {
      if (level && Object.hasOwn(inLevel, name)) inLevel[name]?.(level, attributes['w:val'] ?? '')
      else if (Object.hasOwn(open, name)) open[name]?.(attributes)
    },
    close: name => {
      if (name === 'w:lvl') level = undefined
    },
    within: name => name !== 'mc:Choice',
  })
  return { abstracts, nums }
}
