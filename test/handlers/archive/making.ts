import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import exceljs from 'exceljs'
import { unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { sealWaiting } from '../../../cron/seal.ts'
import { jobWorker } from '../../../cron/work/worker.ts'
import type { JobRow } from '../../../handlers/jobs/job.ts'
import { jobKinds } from '../../../handlers/jobs/kinds.ts'
import { madeFiles, type MadeFiles } from '../../../store/made.ts'
import { type Bench, openBench, testKey } from '../../desk.ts'

/** The acts on a real store, and the archives they order, made by the real worker in its thread. */
export interface Archives extends Bench {
  made: MadeFiles
  say(who: string, message: string): Promise<string>
  /** Orders the archive as the office does, makes it and opens it. */
  archive(words: string): Promise<Opened>
  /** Makes the newest archive once more, as after a crash: of the state as it is, without an end that is attested. */
  makeAgain(): Promise<Opened>
}

/** An archive as whoever unpacks it finds it. */
export interface Opened {
  zip: Uint8Array
  /** In the order of the zip. */
  names: string[]
  bytes(name: string | RegExp): Uint8Array
  /** Without the mark of its encoding. */
  text(name: string | RegExp): string
  /** The cells of a sheet, its rows as they stand. */
  sheet(name: string | RegExp, sheet: string): Promise<string[][]>
  /** The words of a PDF, without blanks, and how many pages it has. */
  pdf(name: string | RegExp): Promise<{ words: string; pages: number }>
}

export async function openArchives(start?: string): Promise<Archives> {
  const bench = await openBench(start)
  const { store, perform, clock } = bench
  const made = madeFiles({ folder: join(bench.folder, 'made'), keys: [testKey] })
  const failures: object[] = []
  const worker = jobWorker({
    store,
    perform,
    now: clock.now,
    kinds: jobKinds,
    made,
    before: () => sealWaiting({ store, perform, now: clock.now }),
    log: { info: () => undefined, warn: () => undefined, error: (fields: object) => void failures.push(fields) },
  })
  let count = 0
  const say = async (who: string, message: string): Promise<string> => {
    const at = clock.now()
    const deed = { key: `202611:say:${++count}`, act: 'chat.text' as const, who, reply: 'outbox' as const, at }
    await perform({ ...deed, input: { message, sent: at } })
    const said = (await store.read(tx => tx.outbox.list('state', ['waiting']))).filter(row => row.to.includes(who))
    return said.at(-1)?.saying ?? ''
  }
  const newest = async (): Promise<JobRow> => (await store.read(tx => tx.jobs.list('unit', ['1']))).at(-1) ?? never()
  const open = async (job: JobRow): Promise<Opened> => opened(await buffer((await made.read(job.id)) ?? never()))
  return {
    ...bench,
    made,
    say,
    makeAgain: async () => {
      const job = await newest()
      const { signal } = new AbortController()
      await jobKinds.archive.make(job, { store, at: clock.now(), made, progress: () => undefined, signal })
      return open(job)
    },
    archive: async words => {
      await say('jiwei', words)
      await worker.drain()
      if (failures.length) throw new Error(JSON.stringify(failures), { cause: failures })
      return open(await newest())
    },
  }
}

export function opened(zip: Uint8Array): Opened {
  const files = unzipSync(zip)
  const names = Object.keys(files)
  const bytes = (name: string | RegExp): Uint8Array => {
    const found = names.filter(known => (typeof name === 'string' ? known === name : name.test(known)))
    if (found.length !== 1) throw new Error(`${found.length} files are called ${String(name)}: ${names.join('\n')}`)
    return files[found[0] ?? ''] ?? new Uint8Array()
  }
  return {
    zip,
    names,
    bytes,
    text: name => new TextDecoder().decode(bytes(name)),
    sheet: async (name, sheet) => {
      const book = new exceljs.Workbook()
      await book.xlsx.load(new Uint8Array(bytes(name)).buffer)
      const rows: string[][] = []
      book.getWorksheet(sheet)?.eachRow(row => {
        const cells: string[] = []
        row.eachCell({ includeEmpty: true }, cell => void cells.push(cell.text))
        rows.push(cells)
      })
      return rows
    },
    pdf: async name => {
      const document = await getDocumentProxy(new Uint8Array(bytes(name)))
      let words = ''
      for (let page = 1; page <= document.numPages; page++) {
        const { items } = await (await document.getPage(page)).getTextContent()
        words += items.map(item => ('str' in item ? item.str : '')).join('')
      }
      return { words: words.normalize('NFKC').replace(/\s+/gu, ''), pages: document.numPages }
    },
  }
}

function never(): never {
  throw new Error('nothing was made')
}
