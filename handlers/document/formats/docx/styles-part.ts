import { walk } from './walk.ts'

/** The numbering that a paragraph or its style asks for. List `0` is none. */
export interface ListMark {
  list?: string | undefined
  level?: number | undefined
}

interface Style extends ListMark {
  basedOn?: string | undefined
}

/** word/styles.xml, as far as labels need it. */
export interface Styles {
  /** What the paragraphs of a style are numbered by, and which style says so: itself or one it is based on. */
  markOf: (id: string) => ListMark & { from: string }
  /** The lists of numbering styles, by the style's id. */
  listOfStyle: ReadonlyMap<string, string>
}

export function readStyles(xml: string): Styles {
  const styles = new Map<string, Style>()
  const listOfStyle = new Map<string, string>()
  let style: Style = {}
  let id = ''
  walk(xml, {
    open: (name, attributes) => {
      const value = attributes['w:val']
      if (name === 'w:style') {
        style = {}
        id = attributes['w:styleId'] ?? ''
        styles.set(id, style)
      } else if (name === 'w:basedOn') style.basedOn = value
      else if (name === 'w:ilvl') style.level = Number(value)
      else if (name === 'w:numId' && value !== undefined) {
        style.list = value
        listOfStyle.set(id, value)
      }
    },
    within: name => name !== 'w:pPrChange' && name !== 'w:docDefaults',
  })
  const markOf = (start: string): ListMark & { from: string } => {
    let from = start
    let level: number | undefined
    for (let depth = 0; depth < 20; depth++) {
      const found = styles.get(from)
      level ??= found?.level
      if (!found || found.list !== undefined) return { list: found?.list, level, from }
      from = found.basedOn ?? ''
    }
    return { from }
  }
  return { markOf, listOfStyle }
}
