import { notKept } from '../../picture-marks.ts'
import { Labels } from '../numbering/labels.ts'
import type { Numbering } from './numbering-part.ts'
import type { ListMark, Styles } from './styles-part.ts'
import { walk } from './walk.ts'

interface Edit {
  from: number
  to: number
  text: string
}

interface Paragraph extends ListMark {
  style?: string
  /** Deleted with tracked changes: it has no number. */
  gone: boolean
}

/** Properties as they were before a tracked change, and what only newer Word shows: the older one follows. */
const passedOver = new Set(['w:pPrChange', 'w:rPrChange', 'mc:Choice'])
/** Of a character with its pronunciation above it, the character. */
const unwrapped = new Set(['w:ruby', 'w:rubyBase'])
const dropped = new Set(['w:rt', 'w:rubyPr'])
/** What Word draws from data when it shows it. */
const charts = new Set(['c:chart', 'dgm:relIds', 'cx:chart'])

/**
 * The main part as it is printed: the labels that Word generates stand in the text as runs of their own,
 * hidden runs are gone, a mark says where a chart is. Everything else is left character by character.
 */
export function asPrinted(xml: string, numbering: Numbering, styles: Styles): string {
  const labels = new Labels(numbering.lists)
  const edits: Edit[] = []
  const paragraphs: Paragraph[] = []
  const runs: { from: number; hidden: boolean }[] = []
  const path: string[] = []
  const startOf = (end: number): number => xml.lastIndexOf('<', end - 1)

  const inProperties: Record<string, (paragraph: Paragraph, value: string) => void> = {
    'w:pStyle': (paragraph, value) => (paragraph.style = value),
    'w:numId': (paragraph, value) => (paragraph.list = value),
    'w:ilvl': (paragraph, value) => (paragraph.level = Number(value)),
    'w:del': paragraph => (paragraph.gone = true),
    'w:moveFrom': paragraph => (paragraph.gone = true),
  }
  const labelOf = (paragraph: Paragraph): string => {
    if (paragraph.gone) return ''
    const style = styles.markOf(paragraph.style ?? '')
    const list = paragraph.list ?? style.list ?? '0'
    const ofStyle = paragraph.list === undefined ? numbering.levelOf(list, style.from) : undefined
    return labels.next(list, paragraph.level ?? ofStyle ?? style.level ?? 0)
  }

  let droppedFrom = 0
  const drawing = { from: 0, chart: false }
  walk(xml, {
    within: name => !passedOver.has(name),
    open: (name, attributes, end) => {
      path.push(name)
      const paragraph = paragraphs.at(-1)
      if (name === 'w:p') paragraphs.push({ gone: false })
      else if (name === 'w:r') runs.push({ from: startOf(end), hidden: false })
      else if (name === 'w:vanish' && path.at(-3) === 'w:r') {
        const run = runs.at(-1)
        if (run) run.hidden = isOn(attributes['w:val'])
      } else if (paragraph && path.includes('w:pPr') && Object.hasOwn(inProperties, name)) {
        inProperties[name]?.(paragraph, attributes['w:val'] ?? '')
      } else if (unwrapped.has(name)) edits.push({ from: startOf(end), to: end, text: '' })
      else if (dropped.has(name)) droppedFrom = startOf(end)
      else if (name === 'w:drawing') Object.assign(drawing, { from: startOf(end), chart: false })
      else if (charts.has(name)) drawing.chart = true
    },
    close: (name, end) => {
      path.pop()
      const paragraph = paragraphs.at(-1)
      if (name === 'w:p') paragraphs.pop()
      else if (name === 'w:r') {
        const run = runs.pop()
        if (run?.hidden) edits.push({ from: run.from, to: end, text: '' })
      } else if (name === 'w:pPr' && paragraph) {
        const label = labelOf(paragraph)
        if (label) edits.push({ from: end, to: end, text: runOf(label) })
      } else if (unwrapped.has(name)) edits.push({ from: startOf(end), to: end, text: '' })
      else if (dropped.has(name)) edits.push({ from: droppedFrom, to: end, text: '' })
      else if (name === 'w:drawing' && drawing.chart) {
        edits.push({ from: drawing.from, to: end, text: `<w:t>${notKept.chart}</w:t>` })
        drawing.chart = false
      }
    },
  })
  return edited(xml, edits)
}

const isOn = (value: string | undefined): boolean => value !== '0' && value !== 'false' && value !== 'off'

function runOf(label: string): string {
  const escaped = label.replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`)
  return `<w:r><w:t xml:space="preserve">${escaped}</w:t></w:r>`
}

/** Edits inside one that takes more away are left out. */
function edited(xml: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue
    pieces.push(xml.slice(at, from), text)
    at = to
  }
  return [...pieces, xml.slice(at)].join('')
}
