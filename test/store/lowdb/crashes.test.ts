import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Files } from '../../../store/lowdb/files.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { applyTo, history, performOn, seenIn, seenInModel, type Act } from '../histories.ts'
import { browserSession } from '../hospital.ts'
import { memoryDisk, type Disk } from './disk.ts'
import { changesIn, crashing, withFaults } from './faults.ts'
import { openIn } from './open-temporary.ts'
import { forEach, inFolder, live, placeOf, story, type Stage, type Told } from './story.ts'

/** Opens, lives as long as the disk takes something, and lets go. */
async function liveOn(folder: string, files: Files, stages: readonly Stage[], checkpointBytes: number): Promise<Told> {
  let store: LowdbStore
  try {
    store = await openIn(folder, { files, checkpointBytes })
  } catch {
    return live(deadStore, stages)
  }
  const told = await live(store, stages)
  await store.close().catch(() => undefined)
  return told
}

const deadStore = new Proxy({} as LowdbStore, { get: () => () => Promise.reject(new Error('never opened')) })

/** How many changes the whole story makes on the disk, from a new folder to the closed store. */
function changesOf(stages: readonly Stage[]): Promise<number> {
  return inFolder(folder => changesIn(memoryDisk(folder).files, files => liveOn(folder, files, stages, 1e9)))
}

const oneMore: Act = {
  steps: [{ do: 'see', how: 'put', row: browserSession({ id: 'c', person: 'c' }) }],
  throws: false,
}

/** What was answered is there, what is there is a whole state, and the store goes on from it. */
async function goesOn(folder: string, disk: Disk, told: Told): Promise<number> {
  const place = await untilPowerFails(folder, disk, store => placeOf(store, told))
  expect(place, 'the state is none that the acts led to, or older than an answer').toBeGreaterThanOrEqual(0)
  const shown = told.states[place]!
  await untilPowerFails(folder, disk, async store => {
    expect(await seenIn(store), 'what was shown went with the power').toEqual(seenInModel(shown))
    await performOn(store, oneMore)
  })
  const answered = seenInModel(applyTo(shown, oneMore))
  expect(await untilPowerFails(folder, disk, seenIn), 'what was answered went with the power').toEqual(answered)
  return place
}

/** Opens the store, does something, and lets the power fail at once: of the unsynced, every other thing survives. */
async function untilPowerFails<A>(folder: string, disk: Disk, work: (store: LowdbStore) => Promise<A>): Promise<A> {
  let draws = 0
  const off = { error: new Error('the power is off') }
  let failed = false
  const store = await openIn(folder, { files: withFaults(disk.files, () => (failed ? off : null)) })
  try {
    return await work(store)
  } finally {
    failed = true
    disk.powerFails(() => draws++ % 2)
    await store.close().catch(() => undefined)
  }
}

describe('a crash', () => {
  it('of the process at any file operation loses nothing that was answered, and leaves nothing half done', async () => {
    const changes = await changesOf(story)
    expect(changes).toBeGreaterThan(150)
    let latest = 0
    await forEach(changes, async (at, folder) => {
      const disk = memoryDisk(folder)
      const told = await liveOn(folder, crashing(disk.files, at, (at * 0.37) % 1), story, 1e9)
      latest = Math.max(latest, await goesOn(folder, disk, told))
    })
    expect(latest).toBeGreaterThan(story.length)
  })

  it('of the machine at any file operation neither, whatever of the unsynced survives', async () => {
    await forEach(await changesOf(story), async (at, folder) => {
      const disk = memoryDisk(folder)
      const told = await liveOn(folder, crashing(disk.files, at, 1), story, 1e9)
      let number = 0
      // The same each time, and spread evenly.
      disk.powerFails(() => ((at + ++number) * 0.618034) % 1)
      await goesOn(folder, disk, told)
    })
  })

  it('of anything, twice over, in any history with checkpoints on the way neither', async () => {
    const place = fc.nat({ max: 250 })
    const lucks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })
    const bytes = fc.constantFrom(300, 1500)
    await fc.assert(
      fc.asyncProperty(
        history,
        place,
        fc.nat({ max: 25 }),
        fc.boolean(),
        lucks,
        bytes,
        async (acts, at, again, machine, luck, limit) => {
          const stages = acts.map((act, i): Stage => ({
            acts: [act],
            ...(i % 5 === 4 ? { beside: 'checkpoint' } : {}),
          }))
          await inFolder(async folder => {
            const disk = memoryDisk(folder)
            const told = await liveOn(folder, crashing(disk.files, at, luck[0] ?? 0), stages, limit)
            let number = 0
            const drawn = () => luck[number++ % luck.length] ?? 0
            if (machine) disk.powerFails(drawn)
            // The crash repeats itself while the store is opened again.
            await liveOn(folder, crashing(disk.files, again, luck[0] ?? 0), [], limit)
            if (machine) disk.powerFails(drawn)
            await goesOn(folder, disk, told)
          })
        },
      ),
      { numRuns: 120 },
    )
  })
})
