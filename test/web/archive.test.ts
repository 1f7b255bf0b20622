import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweepMade } from '../../cron/work/sweep.ts'
import { day } from '../../handlers/time.ts'
import type { ArchiveView } from '../../web/api/views/shapes.ts'
import type { Answered, Browser } from './browser.ts'
import { archive, archiveBytes, openPages, type PagesHouse } from './house.ts'

const path = `/api/archives/${archive}`
const json = (answer: Answered): ArchiveView => JSON.parse(answer.text) as ArchiveView

describe('an archive on its page', () => {
  let house: PagesHouse
  let office: Browser
  beforeEach(async () => {
    house = await openPages()
    office = await house.visit('jiwei')
  })
  afterEach(() => house.close())

  const audit = async () =>
    (await house.store.read(tx => tx.audit.list('all', []))).map(({ who, act, outcome, detail }) =>
      [who, act, outcome, detail].join(' ').trim(),
    )
  const newest = async () =>
    (await house.store.read(tx => tx.jobs.list('unit', ['2']))).find(({ id }) => id !== archive)

  it('says what it is, as of when, and until when it is kept', async () => {
    expect(json(await office.ask(path))).toEqual({
      id: archive,
      name: '2026年11月台账',
      state: 'done',
      progress: 100,
      again: false,
      done: {
        at: '11月12日 09:07',
        running: true,
        files: 12,
        size: '200 KB',
        sha256: 'ab'.repeat(32),
        kept: '11月19日',
      },
    })
  })

  it('is handed to the office of the unit, byte for byte, under its Chinese name, and each time recorded', async () => {
    for (let time = 0; time < 2; time++) {
      const answer = await office.open(`${path}/archive.zip`)
      expect(answer.status).toBe(200)
      expect(answer.headers['content-disposition']).toBe(
        `attachment; filename="archive.zip"; filename*=UTF-8''${encodeURIComponent('2026年11月台账.zip')}`,
      )
      expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'cache-control': 'no-store' })
      expect(answer.bytes.equals(archiveBytes)).toBe(true)
    }
    expect(await audit()).toEqual(['jiwei 下载台账 done 2026-11', 'jiwei 下载台账 done 2026-11'])
  })

  it.each([
    ['a member', 'zhangwei', 403],
    ['a head', 'wangxin', 403],
    ['the office of another hospital', 'otheroffice', 404],
  ])('is refused to %s, which is recorded', async (_who, person, status) => {
    const browser = await house.visit(person)
    const answer = await browser.open(`${path}/archive.zip`)
    expect([answer.status, answer.bytes.includes('archive')]).toEqual([status, false])
    expect((await browser.open(`/h5/archives/${archive}`)).status).toBe(status)
    expect(await audit()).toContain(`${person} 下载台账 refused`)
  })

  it('that is no longer kept is made anew, and says so', async () => {
    house.clock.add(7 * day + 1000)
    await sweepMade({ store: house.store, made: house.made, now: house.clock.now })
    office = await house.visit('jiwei')
    expect(json(await office.ask(path)).done?.kept).toBe(null)
    const answer = await office.open(`${path}/archive.zip`)
    const job = await newest()
    expect([answer.status, answer.headers['location']]).toEqual([302, `/h5/archives/${job?.id}`])
    expect(json(await office.ask(`/api/archives/${job?.id}`))).toMatchObject({
      state: 'waiting',
      again: true,
      done: null,
    })
    expect(await audit()).toEqual(['jiwei 导出台账 done 2026-11'])
  })

  it('that was damaged on the disk is made anew, too', async () => {
    const other = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('other'))
    }
    await house.made.write('202611-other', other())
    const { rename } = await import('node:fs/promises')
    await rename(`${house.folder}/data/made/202611-other`, `${house.folder}/data/made/${archive}`)
    expect((await office.open(`${path}/archive.zip`)).status).toBe(302)
    expect((await newest())?.state).toBe('waiting')
  })

  it('that could not be made is made anew by its button; one that waits is watched', async () => {
    await house.store.commit(async tx => {
      const job = await tx.jobs.get(archive)
      if (job) await tx.jobs.update({ ...job, state: 'failed', result: null })
    })
    expect(json(await office.ask(path))).toMatchObject({ state: 'failed', done: null })
    const { id } = JSON.parse((await office.post(`${path}/again`)).text) as { id: string }
    expect(json(await office.ask(`/api/archives/${id}`))).toMatchObject({ state: 'waiting', again: false })
    const waiting = await office.open(`/api/archives/${id}/archive.zip`)
    expect([waiting.status, waiting.headers['location']]).toEqual([302, `/h5/archives/${id}`])
  })
})
