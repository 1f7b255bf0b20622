import { inFormat } from './number-format.ts'
import type { Level, List, Lists } from './lists.ts'

/** Levels beyond these Word does not have. */
export const levels = 9

/**
 * Counts the numbered paragraphs of one document, in their order.
 * A level counts on until one above it comes; a level that was never used shows its first number.
 */
export class Labels {
  readonly #lists: Lists
  readonly #counters = new Map<string, (number | undefined)[]>()
  readonly #used = new Set<string>()

  constructor(lists: Lists) {
    this.#lists = lists
  }

  /**
   * The label of the next paragraph, with the blank that parts it from the text: `一、`, `（二）`, `1. `, `• `.
   * Empty where the list or the level is not there.
   */
  next(id: string, at: number): string {
    const list = this.#lists.get(id)
    const level = list?.levels.get(at)
    if (!list || !level) return ''
    const counters = this.#countersOf(id, list)
    const before = counters[at]
    counters[at] = before === undefined ? level.start : before + 1
    for (let below = at + 1; below < levels; below++) {
      const after = list.levels.get(below)?.restartAfter
      if (after === undefined || at <= after) counters[below] = undefined
    }
    return labelOf(level, list, counters)
  }

  #countersOf(id: string, list: List): (number | undefined)[] {
    const counters = this.#counters.get(list.counters) ?? []
    this.#counters.set(list.counters, counters)
    if (!this.#used.has(id)) {
      this.#used.add(id)
      for (const [level, start] of list.restarts) counters[level] = start - 1
    }
    return counters
  }
}

function labelOf(level: Level, list: List, counters: readonly (number | undefined)[]): string {
  if (level.format === 'bullet') return level.text.trim() ? `${bullet(level.text)} ` : ''
  const label = level.text.replace(/%([1-9])/g, (_, figure: string) => {
    const at = Number(figure) - 1
    const named = list.levels.get(at)
    return inFormat(counters[at] ?? named?.start ?? 1, level.legal ? 'decimal' : (named?.format ?? 'decimal'))
  })
  return label && level.follow !== 'nothing' && needsBlank(label) ? `${label} ` : label
}

/** Symbol fonts keep their signs where Unicode has none: shown as a point. */
const bullet = (text: string): string => (/^[\ue000-\uf8ff\u00a7\u00b7]/.test(text) ? '•' : text.trim())

/** Chinese signs bring their own room. */
const needsBlank = (label: string): boolean => !/[、，。：）〕】．\s]$/.test(label)
