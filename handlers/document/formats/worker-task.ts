import type { Kind } from './kind.ts'
import type { FileText } from './text.ts'

/** What a worker is given. */
export interface Task {
  kind: Exclude<Kind, 'txt'>
  bytes: Uint8Array
}

/** What it answers: the text, or why there is none. Without a sentence the file is damaged. */
export type Told = { read: FileText } | { sentence?: string; cause: string }
