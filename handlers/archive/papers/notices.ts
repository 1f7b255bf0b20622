import { blocksOf } from '../../document/blocks.ts'
import type { Entry } from '../../print/pack.ts'
import type { PaperBlock } from '../../print/paper.ts'
import { named } from '../../study/notice.ts'
import { longDate, longMoment } from '../dates.ts'
import { fileName, folders, two } from '../file-name.ts'
import type { ArchiveState, Study } from '../state.ts'

/** The notice as issued, with its materials, each as a text and to be printed. */
export function* noticePapers(state: ArchiveState, study: Study): Generator<Entry> {
  const { notice, place } = study
  const label = two(place)
  const state_ = notice.withdrawn ? '（已撤回）' : ''
  const what = `学习通知${named(notice)}${state_}`
  const whole = `${notice.text}${notice.materials.map(material => material.text).join('')}`
  yield text(`${label} ${notice.title}${state_} 全文`, `${what}全文，与发布时一字不差`, whole)
  yield pdf(`${label} ${notice.title}${state_}`, `${what}正文`, notice.title, notice.text, state, study)
  for (const [index, material] of notice.materials.entries()) {
    const name = `${label} 材料${index + 1} ${material.title}`
    yield text(name, `${named(notice)}的材料`, material.text)
    yield pdf(name, `${named(notice)}的材料`, material.title, material.text, state, study)
  }
}

const path = (name: string, extension: string): string => `${folders.notices}/${fileName(name, extension)}`

const text = (name: string, what: string, content: string): Entry => ({
  path: path(name, 'txt'),
  what,
  content: { kind: 'text', parts: [content] },
})

function pdf(name: string, what: string, title: string, content: string, state: ArchiveState, study: Study): Entry {
  const { notice } = study
  const foot = `${state.unit.name} ${notice.issued === null ? '' : `${longDate(notice.issued)}发布`} 正文摘要值 ${notice.hash.slice(0, 16)}`
  const withdrawn: PaperBlock[] = notice.withdrawn
    ? [{ kind: 'subtitle', text: `（已于${longMoment(notice.withdrawn.at)}撤回：${notice.withdrawn.why}）` }]
    : []
  return { path: path(name, 'pdf'), what, content: { kind: 'pdf', paper: { title, foot, blocks: [...withdrawn, ...printed(content)] } } }
}

/** A text as it is set on a page. */
export function printed(content: string): PaperBlock[] {
  return blocksOf(content).flatMap((block): PaperBlock[] => {
    switch (block.kind) {
      case 'title':
        return [{ kind: 'title', text: block.text }]
      case 'heading':
        return [{ kind: 'heading', level: block.level, text: block.text }]
      case 'item':
        return [{ kind: 'paragraph', text: `${block.marker}${block.text}` }]
      case 'signature':
      case 'date':
        return [{ kind: 'right', text: block.text }]
      case 'addressees':
      case 'attachment':
        return [{ kind: 'line', text: block.text }]
      case 'table':
        return [{ kind: 'table', rows: block.rows }]
      case 'quote':
      case 'paragraph':
        return block.text ? [{ kind: 'paragraph', text: block.text }] : []
      default:
        return []
    }
  })
}
