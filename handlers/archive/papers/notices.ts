import { blocksOf } from '../../document/blocks.ts'
import { pictureMarks, withoutPictures } from '../../document/picture-marks.ts'
import type { Entry } from '../../print/pack.ts'
import type { PaperBlock } from '../../print/paper.ts'
import { named, wholeText } from '../../study/notice.ts'
import type { Picture } from '../../study/pictures.ts'
import type { Version } from '../../study/versions.ts'
import { longDate, longMoment } from '../dates.ts'
import { fileName, folders, two } from '../file-name.ts'
import type { ArchiveState, Study } from '../state.ts'

/** Every version of the notice, the one that stands last, with its materials: each as a text and to be printed. */
export function* noticePapers(state: ArchiveState, study: Study): Generator<Entry> {
  const { notice, place, versions } = study
  const label = two(place)
  const withdrawn = notice.withdrawn ? '（已撤回）' : ''
  for (const version of versions) {
    const isLast = version === versions.at(-1)
    const which = versions.length > 1 ? `（第 ${version.version} 版${isLast ? '，现行' : ''}）` : ''
    const what = `学习通知${named(version)}${which}${withdrawn}`
    const name = `${label} ${versions.length > 1 ? `第${version.version}版 ` : ''}${version.title}${withdrawn}`
    yield text(`${name} 全文`, `${what}全文，含材料，与发出时一字不差`, wholeText(version))
    yield pdf(name, `${what}正文`, version, version.text, { state, study })
    const before = versions[version.version - 2]
    for (const [index, material] of version.materials.entries()) {
      // A material that a correction left as it was stands with the version before.
      if (before?.materials.some(({ title, text }) => title === material.title && text === material.text)) continue
      const own = `${label} ${versions.length > 1 ? `第${version.version}版 ` : ''}材料${index + 1} ${material.title}`
      yield text(own, `${named(version)}的材料`, material.text)
      yield pdf(own, `${named(version)}的材料`, { ...version, title: material.title }, material.text, { state, study })
    }
  }
  for (const [index, { type, bytes, sha256 }] of [...study.pictures.values()].entries()) {
    yield {
      path: path(`${label} 图片${index + 1} ${sha256.slice(0, 12)}`, type === 'image/jpeg' ? 'jpg' : type.slice(6)),
      what: `${named(notice)}中的图片，全文里以“［图片：摘要值］”标出位置`,
      content: { kind: 'bytes', bytes },
    }
  }
}

const path = (name: string, extension: string): string => `${folders.notices}/${fileName(name, extension)}`

const text = (name: string, what: string, content: string): Entry => ({
  path: path(name, 'txt'),
  what,
  content: { kind: 'text', parts: [content] },
})

function pdf(
  name: string,
  what: string,
  { title, at, hash, kind }: Version,
  content: string,
  { state, study }: { state: ArchiveState; study: Study },
): Entry {
  const { withdrawn } = study.notice
  const foot = `${study.from ?? state.unit.name} ${longDate(at)}${kind === 'issue' ? '发布' : '更正'} 全文摘要值 ${hash.slice(0, 16)}`
  const note: PaperBlock[] = withdrawn
    ? [{ kind: 'subtitle', text: `（已于${longMoment(withdrawn.at)}撤回：${withdrawn.why}）` }]
    : []
  const paper = { title, foot, blocks: [...note, ...printed(content, study.pictures)] }
  return { path: path(name, 'pdf'), what, content: { kind: 'pdf', paper } }
}

/** A text as it is set on a page. */
function printed(content: string, pictures: Study['pictures']): PaperBlock[] {
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
      case 'picture':
        return pictureMarks(block.text).map(({ sha256, why }) =>
          pictureBlock(sha256 ? pictures.get(sha256) : undefined, why),
        )
      case 'quote':
      case 'paragraph':
        return block.text ? [{ kind: 'paragraph', text: withoutPictures(block.text) }] : []
    }
  })
}

/** A picture where it stood; one that was not kept says why. */
function pictureBlock(picture: Picture | undefined, why: string | null): PaperBlock {
  if (!picture) return { kind: 'subtitle', text: `［图片${why ? `：${why}` : '，没有保留，请看原件'}］` }
  return { kind: 'picture', bytes: picture.bytes, otherwise: `［图片，见文件 ${picture.sha256.slice(0, 12)}］` }
}
