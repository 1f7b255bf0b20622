import { Readable } from 'node:stream'
import type { ActName } from '../../handlers/acts.ts'
import { archivePage } from '../../handlers/archive/job.ts'
import { ArchiveInput } from '../../handlers/archive/make.ts'
import { archiveName } from '../../handlers/archive/texts.ts'
import type { JobRow } from '../../handlers/jobs/job.ts'
import { monthOf } from '../../handlers/time.ts'
import { MadeDamaged } from '../../store/made.ts'
import type { WebDeps } from './deps.ts'
import { notFound } from './refusal.ts'
import type { Asked, GuardedRoute } from './route.ts'
import { archiveView } from './views/archive.ts'

/** Watching an archive being made, and taking it away. */
export function archiveRoutes({ store, now, perform, made, randomBytes }: WebDeps): GuardedRoute[] {
  const does = (act: ActName, { who, id }: Asked) => {
    const at = now()
    const key = `${monthOf(at)}:web:${act}:${id}:${who.id}:${randomBytes(16).toString('hex')}`
    return perform({ key, act, input: { job: id }, who: who.id, reply: 'return', at })
  }
  const jobOf = async ({ id }: Asked): Promise<JobRow> => {
    const job = await store.read(tx => tx.jobs.get(id))
    if (!job) throw notFound()
    return job
  }
  /** Orders it anew and gives the page of the new job. */
  const again = async (asked: Asked): Promise<string> => {
    const { text } = await does('archive.again', asked)
    if (text === null) throw notFound()
    return text
  }
  /** The file from its first piece on, which has been found whole; null where it is gone or damaged. */
  const fileOf = async (id: string): Promise<AsyncIterable<Uint8Array> | null> => {
    const pieces = (await made.read(id))?.[Symbol.asyncIterator]()
    try {
      const first = await pieces?.next()
      return pieces && first && !first.done ? from(first.value, pieces) : null
    } catch (error) {
      if (error instanceof MadeDamaged) return null
      throw error
    }
  }

  return [
    {
      method: 'get',
      path: '/api/archives/:id',
      access: 'archive office',
      name: '查看台账进度',
      handle: async asked => {
        const job = await jobOf(asked)
        asked.ctx.body = archiveView(job, (await made.list()).includes(job.id), now())
      },
    },
    {
      method: 'post',
      path: '/api/archives/:id/again',
      access: 'archive office',
      name: '重新制作台账',
      handle: async asked => {
        asked.ctx.body = { id: await again(asked) }
      },
    },
    {
      method: 'get',
      path: '/api/archives/:id/archive.zip',
      access: 'archive office',
      name: '下载台账',
      handle: async asked => {
        const { ctx, id } = asked
        const job = await jobOf(asked)
        if (job.state === 'waiting') return ctx.redirect(archivePage(id))
        const file = job.state === 'done' ? await fileOf(id) : null
        // Gone: made anew out of the store, and the page says so.
        if (!file) return ctx.redirect(archivePage(await again(asked)))
        await does('archive.download', asked)
        const { month } = ArchiveInput.parse(JSON.parse(job.input))
        ctx.attachment(`${archiveName(month)}.zip`, { fallback: 'archive.zip' })
        ctx.type = 'application/zip'
        ctx.body = Readable.from(file)
      },
    },
  ]
}

/** The first piece, then the rest. Whoever takes no more, or nothing at all, lets go of the file. */
function from(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  let begun = false
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        if (begun) return rest.next()
        begun = true
        return Promise.resolve({ done: false, value: first })
      },
      return: async () => {
        await rest.return?.()
        return { done: true, value: undefined }
      },
    }),
  }
}
