import { ref, type Ref } from 'vue'
import type { HandedView } from '../../api/views/shapes.ts'

/** Bytes of a file at most; the server holds to it too. */
const largest = 20 * 1024 * 1024
const readable = /\.(?:docx?|pdf|txt)$/i

export interface Upload {
  name: string
  state: 'waiting' | 'sending' | 'taken' | 'refused'
  /** Why it was not taken. */
  said: string
}

export interface Uploads {
  list: Ref<Upload[]>
  busy: Ref<boolean>
  /** The draft they went into. */
  draft: Ref<string | null>
  /** Hands in files one after another, in their order. Says whether all were taken. */
  send(files: readonly File[]): Promise<boolean>
}

export interface UploadDeps {
  /** `open`, `new` or the id of a draft: where the first goes. The others go where it went. */
  into: string
  post: (path: string, file: File) => Promise<HandedView>
  newTap: () => string
  sentenceOf: (error: unknown) => string
}

export function useUploads({ into, post, newTap, sentenceOf }: UploadDeps): Uploads {
  const list = ref<Upload[]>([])
  const busy = ref(false)
  const draft = ref<string | null>(null)

  async function hand(upload: Upload, file: File): Promise<void> {
    upload.said = unfit(file) ?? ''
    if (!upload.said) {
      upload.state = 'sending'
      try {
        const handed = await post(`/api/publish/files?tap=${newTap()}&into=${draft.value ?? into}`, file)
        // Its name stands beside it.
        upload.said = handed.said.replace(`没有收下“${file.name}”：`, '')
        if (!handed.said) draft.value = handed.draft
      } catch (error) {
        upload.said = sentenceOf(error)
      }
    }
    upload.state = upload.said ? 'refused' : 'taken'
  }

  return {
    list,
    busy,
    draft,
    send: async files => {
      if (busy.value || files.length === 0) return false
      busy.value = true
      list.value = files.map(({ name }) => ({ name, state: 'waiting', said: '' }))
      for (const [index, file] of files.entries()) {
        const upload = list.value[index]
        if (upload) await hand(upload, file)
      }
      busy.value = false
      return list.value.every(({ state }) => state === 'taken')
    },
  }
}

/** What need not be sent to be refused. */
function unfit({ name, size }: File): string | null {
  if (size > largest) return '文件超过 20 MB，请删去或压缩其中的图片、另存一份后再发。'
  return readable.test(name) ? null : '目前能读的是 .docx、.doc、.pdf 和 .txt，请另存为其中一种后再发。'
}
