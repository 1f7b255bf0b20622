import type { SandboxSwitches } from '../wire.ts'
import type { Directory } from './directory.ts'
import type { MediaShelf } from './media-shelf.ts'
import type { News } from './news.ts'
import type { StateFile } from './state-file.ts'

/** What every part of the local WeCom stands on. */
export interface World extends Pick<StateFile, 'state' | 'changed'> {
  now: () => number
  directory: Directory
  switches: SandboxSwitches
  news: News
  media: MediaShelf
  /** Notes what the bot did that the documentation does not know, or that WeCom drops or cuts silently; each once. */
  finding: (words: string) => void
}
