import { readFile } from 'node:fs/promises'
import { textOfFile } from './formats.ts'
import { Unreadable } from './formats/unreadable.ts'
import { withoutPictures } from './picture-marks.ts'
import { readDocument } from './read.ts'

/** What a command prints and how it ends. */
export interface Printed {
  stdout: string
  stderr: string
  code: 0 | 2
}

/** `read FILE`: one JSON object of what the document says; or one sentence on what is wrong, and code 2. */
export async function readCommand(args: readonly string[]): Promise<Printed> {
  const [file] = args
  if (file === undefined || args.length !== 1) return wrong('请给出一个文件，例如：npm run -s read -- 通知.docx')
  try {
    const { text } = await textOfFile(file, await readFile(file))
    const reading = readDocument(withoutPictures(text))
    return { stdout: `${JSON.stringify(reading)}\n`, stderr: '', code: 0 }
  } catch (error) {
    if (error instanceof Unreadable) return wrong(error.message)
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const sentence = typeof code === 'string' ? unopened[code] : undefined
    if (sentence === undefined) throw error
    return wrong(sentence)
  }
}

const unopened: Record<string, string> = {
  ENOENT: '没有找到这个文件，请核对路径。',
  EISDIR: '这是一个文件夹，请给出其中的一个文件。',
  EACCES: '没有权限读这个文件。',
}

const wrong = (sentence: string): Printed => ({ stdout: '', stderr: `${sentence}\n`, code: 2 })
