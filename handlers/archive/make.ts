import { createHash, type Hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { JobContext, JobRow } from '../jobs/job.ts'
import type { Entry, Packed } from '../print/pack.ts'
import { openPack } from '../print/press.ts'
import { readEvidence } from './facts.ts'
import { correctionsSheet, correctionWords } from './papers/corrections.ts'
import { indexPaper } from './papers/contents.ts'
import { countsPaper } from './papers/counts.ts'
import { evidencePapers } from './papers/evidence.ts'
import { notesPaper } from './papers/notes.ts'
import { noticePapers } from './papers/notices.ts'
import { rosterPaper } from './papers/roster.ts'
import { sessionPapers } from './papers/sessions.ts'
import { summaryName, summaryPaper } from './papers/summary.ts'
import { type ArchiveState, readState } from './state.ts'

/** What is asked for. */
export const ArchiveInput = z.object({
  /** `2026-11` */
  month: z.string(),
  /** Made anew, because the file of an earlier job is no longer kept. */
  again: z.boolean().default(false),
})

/** What came out. */
export const ArchiveResult = z.object({
  /** As of when. */
  at: z.number(),
  bytes: z.number(),
  files: z.number(),
  studies: z.number(),
  /** Of the zip, hex. */
  sha256: z.string(),
})
export type ArchiveResult = z.infer<typeof ArchiveResult>

/** Makes the zip of a month into the made files, under the job's id. Whole each time: a second run replaces the first. */
export async function makeArchive(job: JobRow, context: JobContext): Promise<string> {
  const { month } = ArchiveInput.parse(JSON.parse(job.input))
  const { store, at, made, signal } = context
  /** Other work gets its turn between two steps. */
  const step = async (): Promise<void> => {
    signal.throwIfAborted()
    await setImmediate()
  }
  const pack = openPack(at, signal)
  try {
    const hash = createHash('sha256')
    const written = made.write(job.id, hashed(pack.chunks, hash))
    // It ends with the pack; a failure of it is met there.
    written.catch(() => undefined)
    const state = await readState(store, { unit: job.unit, month, at }, step)
    context.progress(10)
    const packed: Packed[] = []
    let place = 0
    for await (const [entry, percent] of entriesOf(state, context, step, packed)) {
      packed.push(await pack.add(entry))
      place++
      context.progress(percent)
    }
    pack.end()
    const bytes = await written
    const result: ArchiveResult = { at, bytes, files: place, studies: state.studies.length, sha256: hash.digest('hex') }
    return JSON.stringify(result)
  } finally {
    await pack.close()
  }
}

/** Everything in the archive, the list of it last, each with how far the work is then, in per cent. */
async function* entriesOf(
  state: ArchiveState,
  { store }: JobContext,
  step: () => Promise<void>,
  packed: readonly Packed[],
): AsyncGenerator<[Entry, number]> {
  const count = state.studies.length
  for (const [index, study] of state.studies.entries()) {
    const percent = 10 + (50 * index) / count
    for (const entry of noticePapers(state, study)) yield [entry, percent]
    await step()
    yield [await rosterPaper(state, study, step), percent + 20 / count]
    for (const entry of sessionPapers(state, study)) yield [entry, percent + 40 / count]
    await step()
  }
  yield [countsPaper(state), 65]
  yield [notesPaper(state, correctionsSheet(state)), 70]
  yield [summaryEntry(state), 75]
  const evidence = await readEvidence(store, state, step)
  for (const entry of evidencePapers(state, evidence)) yield [entry, 90]
  yield [indexPaper(state, packed), 98]
}

const summaryEntry = (state: ArchiveState): Entry => ({
  path: summaryName,
  what: '本月学习情况小结，一页，可打印盖章',
  content: { kind: 'pdf', paper: summaryPaper(state, correctionWords(state)) },
})

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}
