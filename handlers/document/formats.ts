import { type Kind, kindOf, readable } from './formats/kind.ts'
import { decodeText } from './formats/plain-text.ts'
import type { FileText } from './formats/text.ts'
import { Unreadable } from './formats/unreadable.ts'
import { lengthOf, withoutPictures } from './picture-marks.ts'

/** Bytes of a file at most. */
export const largestFile = 20 * 1024 * 1024
export const fileTooLarge = '文件超过 20 MB，请删去或压缩其中的图片、另存一份后再发。'
/** More is no notice, and reading it would hold the process up. */
const mostCharacters = 400_000

const said: Record<Kind, string> = { docx: ' Word 文档', doc: '旧版 Word 文档', pdf: ' PDF', txt: '纯文本' }

/**
 * The text of a file: `.docx`, `.doc`, `.pdf` with text, `.txt`. Its bytes decide what it is; the name has to agree.
 * Throws `Unreadable`, whose message is one sentence for people: what is wrong and what to do. Nothing is kept.
 */
export async function textOfFile(name: string, bytes: Uint8Array): Promise<FileText> {
  if (bytes.length > largestFile) throw new Unreadable(fileTooLarge)
  if (bytes.length === 0) throw new Unreadable('这是一个空文件，请核对后重新发送。')
  const kind = kindOf(bytes)
  agree(name, kind)
  const file = await read(kind, bytes)
  if (file.text.length > mostCharacters)
    throw new Unreadable('文件的文字超过 40 万字，请只发通知和附件，或分成几个文件。')
  // What looks like the mark of a picture, but is typed, is none.
  const text = withoutPictures(file.text, new Set(file.pictures.map(({ sha256 }) => sha256)))
  if (lengthOf(text.replace(/\s+/g, '')) === 0) throw empty(file.images)
  return { ...file, text }
}

/** The readers of office files are loaded only where one is read. */
async function read(kind: Kind, bytes: Uint8Array): Promise<FileText> {
  if (kind === 'txt') return { text: decodeText(bytes), images: 0, pictures: [] }
  const { readInWorker } = await import('./formats/in-worker.ts')
  return readInWorker({ kind, bytes })
}

/** A name that says otherwise misleads whoever gets the file next. */
function agree(name: string, kind: Kind): void {
  const end = /\.[^./\\]+$/.exec(name.toLowerCase())?.[0] ?? ''
  if (end === `.${kind}`) return
  if (['.docx', '.doc', '.pdf', '.txt'].includes(end)) {
    throw new Unreadable(`文件名以 ${end} 结尾，内容其实是${said[kind]}，请把后缀改为 .${kind} 后再发。`)
  }
  if (kind === 'txt') throw new Unreadable(`目前能读的是 ${readable}，请另存为其中一种后再试。`)
  throw new Unreadable(`这个文件的内容是${said[kind]}，请把后缀改为 .${kind} 后再发。`)
}

const empty = (images: number): Unreadable =>
  new Unreadable(
    images > 0
      ? '文件里只有图片，没有文字，请发有文字的 Word 版，或先做文字识别（OCR）后再发。'
      : '文件里没有文字，请核对后重新发送。',
  )
