import { partOf } from './fib.ts'
import { sprm, sprmsIn } from './sprms.ts'

/** The list (0: none) and the level that a paragraph or its style asks for. */
export interface Mark {
  list?: number | undefined
  level?: number | undefined
}

interface Style extends Mark {
  base: number
}

const noBase = 0xfff

/** What the styles of a document are numbered by. Which style says so matters: a list may give it a level. */
export function markOfStyle(file: Buffer, table: Buffer): (style: number) => Mark & { from: number } {
  const styles = stylesIn(partOf(file, table, 'styles'))
  return start => {
    let from = start
    let level: number | undefined
    for (let depth = 0; depth < 20; depth++) {
      const style = styles.get(from)
      level ??= style?.level
      if (!style || style.list !== undefined) return { list: style?.list, level, from }
      from = style.base
    }
    return { from }
  }
}

function stylesIn(sheet: Buffer): Map<number, Style> {
  const styles = new Map<number, Style>()
  if (sheet.length < 6) return styles
  const count = sheet.readUInt16LE(2)
  const fixed = sheet.readUInt16LE(4)
  let at = 2 + sheet.readUInt16LE(0)
  for (let index = 0; index < count && at + 2 <= sheet.length; index++) {
    const size = sheet.readUInt16LE(at)
    const style = sheet.subarray(at + 2, at + 2 + size)
    if (style.length > fixed + 2) styles.set(index, styleOf(style, fixed))
    at += 2 + size + (size % 2)
  }
  return styles
}

function styleOf(bytes: Buffer, fixed: number): Style {
  const kind = bytes.readUInt16LE(2)
  const style: Style = { base: kind >> 4 === noBase ? -1 : kind >> 4 }
  const name = fixed + 4 + 2 * bytes.readUInt16LE(fixed)
  const isParagraph = (kind & 0xf) === 1
  if (!isParagraph || name + 4 > bytes.length) return style
  const properties = bytes.subarray(name + 4, name + 2 + bytes.readUInt16LE(name))
  return { ...style, ...markIn(properties) }
}

export function markIn(properties: Buffer): Mark {
  const mark: Mark = {}
  for (const { code, value } of sprmsIn(properties)) {
    if (code === sprm.paragraphList) mark.list = value
    else if (code === sprm.paragraphLevel) mark.level = value
  }
  return mark
}
