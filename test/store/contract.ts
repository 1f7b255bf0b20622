import { afterEach, describe, expect, it } from 'vitest'
import { MissingRow, StoreStopped, type ReadTx, type Store, type Tx } from '../../store/transaction.ts'
import { browserSession, confirmation, day, deed, message, morning, person } from './hospital.ts'

/** An engine under test: a fresh store, which can be left and opened again with everything in it. */
export interface OpenedStore {
  store: Store
  /** Closes the store and opens it again. */
  reopen(): Promise<Store>
  /** Opens what `backup` wrote. */
  restore(folder: string): Promise<Store>
  /** A place for a backup that does not exist yet. */
  emptyFolder(): Promise<string>
  /** Closes and removes everything. */
  remove(): Promise<void>
}

async function* nowAndReopened(store: Store, reopen: () => Promise<Store>): AsyncGenerator<Store> {
  yield store
  yield await reopen()
}

/** What both engines promise. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`store: ${name}`, () => {
    const opened: OpenedStore[] = []
    async function fresh(): Promise<OpenedStore> {
      const one = await open()
      opened.push(one)
      return one
    }
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.remove()
    })

    describe('rows', () => {
      it('come back as they were put, nulls, numbers, nested values and rare characters included', async () => {
        const { store, reopen } = await fresh()
        const rows = [
          person({ id: 'a', name: '㛃䶮𬭳𠮷', unreachable: { since: 0, why: '“未激活”\u2028\\"' } }),
          person({ id: 'b', name: '', position: '\u0000\n\t', joined: -1, left: morning, order: 4294967295 }),
          person({ id: '\u0000|,:"', departments: [], leads: ['𬭳'], status: 5 }),
        ]
        await store.commit(async tx => {
          for (const row of rows) await tx.people.put(row)
        })
        for await (const now of nowAndReopened(store, reopen)) {
          for (const row of rows) expect(await now.read(tx => tx.people.get(row.id))).toEqual(row)
        }
      })

      it('are frozen to the bottom, and a caller edits none by holding it', async () => {
        const { store } = await fresh()
        const mine = { ...person(), departments: ['cardiology'] }
        await store.commit(tx => tx.people.put(mine))
        mine.departments.push('forged')
        mine.name = 'forged'
        const held = await store.read(tx => tx.people.get('zhangmin'))
        expect(held).toEqual(person({ departments: ['cardiology'] }))
        expect(Object.isFrozen(held) && Object.isFrozen(held?.departments)).toBe(true)
      })

      it('that came out stay as they were when the store changes', async () => {
        const { store } = await fresh()
        await store.commit(tx => tx.people.put(person()))
        const held = await store.read(tx => tx.people.get('zhangmin'))
        await store.commit(tx => tx.people.update(person({ name: '张敏敏' })))
        expect(held?.name).toBe('张敏')
      })

      it('that do not fit the schema throw, and the transaction leaves no trace', async () => {
        const { store } = await fresh()
        const wrong = { ...confirmation(), at: 1.5 }
        await expect(
          store.commit(async tx => {
            await tx.confirmations.add(confirmation({ person: 'lihua' }))
            await tx.confirmations.put(wrong)
          }),
        ).rejects.toThrow()
        expect(await store.read(tx => tx.confirmations.count('notice', ['202611-study']))).toBe(0)
      })

      it('of a monthly collection need a key that begins with a month', async () => {
        const { store } = await fresh()
        await expect(store.commit(tx => tx.confirmations.add(confirmation({ notice: 'study' })))).rejects.toThrow()
        expect(await store.read(tx => tx.confirmations.get(['study', 'zhangmin']))).toBeUndefined()
      })

      it('keep apart what only looks alike in keys and indexes', async () => {
        const { store } = await fresh()
        const pairs = [
          ['a', 'b\u0000c'],
          ['a\u0000', 'c'],
          ['a\u0000b', 'c'],
          ['a', 'b'],
          ['ab', ''],
        ] as const
        await store.commit(async tx => {
          for (const [department, who] of pairs) {
            await tx.heads.put({ department, person: `${who}.`, from: 1, until: null, by: 'office' })
          }
        })
        for (const [department, who] of pairs) {
          const found = await store.read(tx => tx.heads.get([department, `${who}.`]))
          expect([found?.department, found?.person]).toEqual([department, `${who}.`])
        }
        expect(await store.read(tx => tx.heads.count('department', ['a']))).toBe(2)
      })
    })

    describe('writing', () => {
      it('add inserts where nothing is, and leaves what is there', async () => {
        const { store } = await fresh()
        expect(await store.commit(tx => tx.confirmations.add(confirmation({ by: 'card' })))).toBe(true)
        expect(await store.commit(tx => tx.confirmations.add(confirmation({ by: 'page' })))).toBe(false)
        expect(await store.read(tx => tx.confirmations.get(['202611-study', 'zhangmin']))).toEqual(confirmation())
      })

      it('add counts simultaneous taps on one lesson once', async () => {
        const { store } = await fresh()
        const taps = Array.from({ length: 20 }, () => store.commit(tx => tx.confirmations.add(confirmation())))
        expect((await Promise.all(taps)).filter(Boolean)).toHaveLength(1)
        expect(await store.read(tx => tx.confirmations.count('notice', ['202611-study']))).toBe(1)
      })

      it('update replaces, and throws where there is no row', async () => {
        const { store } = await fresh()
        await expect(store.commit(tx => tx.people.update(person()))).rejects.toThrow(MissingRow)
        await expect(store.commit(tx => tx.confirmations.update(confirmation()))).rejects.toThrow(MissingRow)
        await store.commit(tx => tx.people.put(person()))
        await store.commit(tx => tx.people.update(person({ left: 7 })))
        expect((await store.read(tx => tx.people.get('zhangmin')))?.left).toBe(7)
      })

      it('delete says whether there was a row, also across a restart', async () => {
        const { store, reopen } = await fresh()
        await store.commit(tx => tx.confirmations.add(confirmation()))
        const key = ['202611-study', 'zhangmin'] as const
        expect(await store.commit(tx => tx.confirmations.delete(key))).toBe(true)
        expect(await store.commit(tx => tx.confirmations.delete(key))).toBe(false)
        expect(await store.commit(tx => tx.confirmations.delete(['209901-none', 'x']))).toBe(false)
        const again = await reopen()
        expect(await again.read(tx => tx.confirmations.get(key))).toBeUndefined()
        expect(await again.commit(tx => tx.confirmations.add(confirmation()))).toBe(true)
      })

      it('sees its own changes before they are committed', async () => {
        const { store } = await fresh()
        await store.commit(async tx => {
          await tx.confirmations.add(confirmation())
          expect(await tx.confirmations.add(confirmation())).toBe(false)
          expect(await tx.confirmations.count('department', ['202611-study', 'cardiology'])).toBe(1)
          await tx.confirmations.update(confirmation({ department: 'surgery' }))
          expect(await tx.confirmations.count('department', ['202611-study', 'cardiology'])).toBe(0)
          expect(await tx.confirmations.list('department', ['202611-study', 'surgery'])).toHaveLength(1)
          expect(await tx.confirmations.delete(['202611-study', 'zhangmin'])).toBe(true)
          expect(await tx.confirmations.list('person', ['zhangmin'])).toEqual([])
        })
      })

      it('is all or nothing: work that throws leaves no trace, and the error comes through', async () => {
        const { store, reopen } = await fresh()
        await store.commit(async tx => {
          await tx.people.put(person())
          await tx.outbox.add(message())
        })
        const error = new Error('refused')
        await expect(
          store.commit(async tx => {
            await tx.people.update(person({ name: '改' }))
            await tx.people.put(person({ id: 'lihua' }))
            await tx.people.delete('zhangmin')
            await tx.people.add(person({ name: '再' }))
            await tx.outbox.delete('202611-message')
            await tx.confirmations.add(confirmation())
            throw error
          }),
        ).rejects.toBe(error)
        for await (const now of nowAndReopened(store, reopen)) {
          await now.read(async tx => {
            expect(await tx.people.list('all', [])).toEqual([person()])
            expect(await tx.outbox.list('state', ['waiting'])).toEqual([message()])
            expect(await tx.confirmations.count('person', ['zhangmin'])).toBe(0)
          })
        }
      })

      it('runs as if alone: simultaneous counters lose nothing', async () => {
        const { store } = await fresh()
        await store.commit(tx => tx.settings.put({ id: 'counter', value: '0' }))
        await Promise.all(
          Array.from({ length: 30 }, () =>
            store.commit(async tx => {
              const { value = '0' } = (await tx.settings.get('counter')) ?? {}
              await tx.settings.put({ id: 'counter', value: String(Number(value) + 1) })
            }),
          ),
        )
        expect((await store.read(tx => tx.settings.get('counter')))?.value).toBe('30')
      })

      it('gives what the work gave', async () => {
        const { store } = await fresh()
        expect(await store.commit(() => Promise.resolve(7))).toBe(7)
        expect(await store.read(() => Promise.resolve('read'))).toBe('read')
      })

      it('offers nothing once the work has ended', async () => {
        const { store } = await fresh()
        const kept: { tx?: Tx; reading?: ReadTx } = {}
        await store.commit(tx => {
          kept.tx = tx
          return Promise.resolve()
        })
        await store.read(tx => {
          kept.reading = tx
          return Promise.resolve()
        })
        await expect(kept.tx?.people.put(person())).rejects.toThrow()
        await expect(kept.reading?.people.get('zhangmin')).rejects.toThrow()
        expect(await store.read(tx => tx.people.count('all', []))).toBe(0)
      })
    })

    describe('lists', () => {
      it('come in key order, by code unit and field by field', async () => {
        const { store } = await fresh()
        const people = ['z', 'Z', 'aa', 'a', '一', '𬭳', '\uffee', 'a b', 'a-b']
        await store.commit(async tx => {
          for (const id of people) await tx.confirmations.add(confirmation({ person: id }))
        })
        const listed = await store.read(tx => tx.confirmations.list('notice', ['202611-study']))
        expect(listed.map(row => row.person)).toEqual([...people].sort())
      })

      it('go over months in order, where an index does not name one', async () => {
        const { store, reopen } = await fresh()
        const notices = ['202611-b', '202512-a', '202611-a', '202601-c']
        for (const notice of notices) await store.commit(tx => tx.confirmations.add(confirmation({ notice })))
        for await (const now of nowAndReopened(store, reopen)) {
          const listed = await now.read(tx => tx.confirmations.list('person', ['zhangmin']))
          expect(listed.map(row => row.notice)).toEqual([...notices].sort())
          expect(await now.read(tx => tx.confirmations.count('person', ['zhangmin']))).toBe(4)
          expect(await now.read(tx => tx.confirmations.count('person', ['nobody']))).toBe(0)
        }
      })

      it('come page by page, without a row twice or left out', async () => {
        const { store } = await fresh()
        const ids = Array.from({ length: 23 }, (_, i) => `${i % 2 ? '202610' : '202611'}-${String(i).padStart(2, '0')}`)
        await store.commit(async tx => {
          for (const id of ids) await tx.outbox.add(message({ id }))
        })
        const seen: string[] = []
        for (;;) {
          const after = seen.at(-1)
          const page = await store.read(tx =>
            tx.outbox.list('state', ['waiting'], { limit: 5, ...(after === undefined ? {} : { after }) }),
          )
          if (page.length === 0) break
          expect(page.length).toBeLessThanOrEqual(5)
          seen.push(...page.map(row => row.id))
        }
        expect(seen).toEqual([...ids].sort())
        expect(await store.read(tx => tx.outbox.list('state', ['waiting'], { limit: 0 }))).toEqual([])
      })

      it('go on after a key that is not there any more', async () => {
        const { store } = await fresh()
        await store.commit(async tx => {
          for (const who of ['a', 'c', 'd']) await tx.confirmations.add(confirmation({ person: who }))
        })
        const page = await store.read(tx =>
          tx.confirmations.list('notice', ['202611-study'], { after: ['202611-study', 'b'], limit: 1 }),
        )
        expect(page.map(row => row.person)).toEqual(['c'])
      })

      it('find null apart from the word', async () => {
        const { store } = await fresh()
        await store.commit(async tx => {
          await tx.outbox.add(message({ id: '202611-1', about: null }))
          await tx.outbox.add(message({ id: '202611-2', about: 'null' }))
        })
        const ids = (about: string | null) =>
          store.read(async tx => (await tx.outbox.list('about', [about])).map(row => row.id))
        expect(await ids(null)).toEqual(['202611-1'])
        expect(await ids('null')).toEqual(['202611-2'])
      })
    })

    describe('work', () => {
      const claim = (store: Store, changes: { at?: number; by?: string; lease?: number; limit?: number } = {}) =>
        store.commit(async tx => {
          const rows = await tx.outbox.claim({ at: morning, by: 'worker', lease: 60_000, limit: 10, ...changes })
          return rows.map(row => row.id)
        })
      async function withWork(store: Store): Promise<void> {
        await store.commit(async tx => {
          await tx.outbox.add(message({ id: '202611-late', due: morning }))
          await tx.outbox.add(message({ id: '202611-early', due: morning - 2 }))
          await tx.outbox.add(message({ id: '202610-early', due: morning - 2 }))
          await tx.outbox.add(message({ id: '202611-future', due: morning + 1 }))
          await tx.outbox.add(message({ id: '202611-done', due: null, state: 'done' }))
        })
      }

      it('is claimed when due, earliest first, then by key, and by one only', async () => {
        const { store } = await fresh()
        await withWork(store)
        expect(await claim(store, { limit: 2 })).toEqual(['202610-early', '202611-early'])
        expect(await claim(store, { by: 'other' })).toEqual(['202611-late'])
        expect(await claim(store)).toEqual([])
        expect(await claim(store, { at: morning + 1 })).toEqual(['202611-future'])
      })

      it('is claimed by only one of many at once', async () => {
        const { store } = await fresh()
        await withWork(store)
        const claims = await Promise.all(Array.from({ length: 8 }, (_, i) => claim(store, { by: `w${i}`, limit: 1 })))
        expect(claims.flat().sort()).toEqual(['202610-early', '202611-early', '202611-late'])
      })

      it('can be claimed again when the lease has ended', async () => {
        const { store } = await fresh()
        await withWork(store)
        await claim(store, { lease: 1000 })
        expect(await claim(store, { at: morning + 999, limit: 1 })).toEqual(['202611-future'])
        expect(await claim(store, { at: morning + 1000, limit: 1 })).toEqual(['202610-early'])
      })

      it('is let go of by any change of the row, and ends when nothing is due', async () => {
        const { store } = await fresh()
        await withWork(store)
        await claim(store)
        await store.commit(tx => tx.outbox.update(message({ id: '202611-late', due: morning, state: 'planned' })))
        await store.commit(tx => tx.outbox.update(message({ id: '202611-early', due: null, state: 'done' })))
        await store.commit(tx => tx.outbox.delete('202610-early'))
        expect(await claim(store)).toEqual(['202611-late'])
        expect(await claim(store, { at: morning + day })).toEqual(['202611-late', '202611-future'])
      })

      it('is not held by a transaction that threw, nor let go of by one', async () => {
        const { store } = await fresh()
        await withWork(store)
        const failing = (work: (tx: Tx) => Promise<unknown>) =>
          expect(
            store.commit(async tx => {
              await work(tx)
              throw new Error('no')
            }),
          ).rejects.toThrow('no')
        await failing(tx => tx.outbox.claim({ at: morning, by: 'x', lease: 1000, limit: 10 }))
        expect(await claim(store)).toHaveLength(3)
        await failing(tx => tx.outbox.update(message({ id: '202611-late', due: morning - 5 })))
        expect(await claim(store)).toEqual([])
      })

      it('is offered again after a restart', async () => {
        const { store, reopen } = await fresh()
        await withWork(store)
        const again = await reopen()
        expect(await claim(again)).toEqual(['202610-early', '202611-early', '202611-late'])
      })

      it('is only in collections that declare it', async () => {
        const { store } = await fresh()
        await expect(store.commit(tx => tx.people.claim({ at: 1, by: 'x', lease: 1, limit: 1 }))).rejects.toThrow()
      })
    })

    describe('keeping', () => {
      it('drops what is no longer kept, says how much, and nothing that is', async () => {
        const { store, reopen } = await fresh()
        await store.commit(async tx => {
          await tx.deeds.add(deed({ key: '202609:old', at: morning - 60 * day }))
          await tx.deeds.add(deed({ key: '202611:new', at: morning }))
          await tx.sessions.add(browserSession({ id: 'old', at: morning - 3 * day }))
          await tx.sessions.add(browserSession({ id: 'new', at: morning }))
          await tx.confirmations.add(confirmation({ notice: '201001-old', at: 0 }))
        })
        expect(await store.retain(morning + 1000)).toEqual({ deeds: 1, sessions: 1 })
        expect(await store.retain(morning + 1000)).toEqual({})
        for await (const now of nowAndReopened(store, reopen)) {
          await now.read(async tx => {
            expect(await tx.deeds.get('202609:old')).toBeUndefined()
            expect(await tx.deeds.get('202611:new')).toBeDefined()
            expect((await tx.sessions.list('person', ['zhangmin'])).map(row => row.id)).toEqual(['new'])
            expect(await tx.confirmations.count('notice', ['201001-old'])).toBe(1)
          })
        }
      })

      it('keeps a whole month until its last row is over, then lets the key be used again', async () => {
        const { store, reopen } = await fresh()
        await store.commit(async tx => {
          await tx.deeds.add(deed({ key: '202610:1', at: morning - 40 * day }))
          await tx.deeds.add(deed({ key: '202610:2', at: morning - 20 * day }))
        })
        expect(await store.retain(morning)).toEqual({})
        expect(await store.retain(morning + 20 * day)).toEqual({ deeds: 2 })
        expect(await store.commit(tx => tx.deeds.add(deed({ key: '202610:1', at: morning + 20 * day })))).toBe(true)
        const again = await reopen()
        expect(await again.read(tx => tx.deeds.get('202610:1'))).toBeDefined()
        expect(await again.read(tx => tx.deeds.get('202610:2'))).toBeUndefined()
      })

      it('writes a consistent copy while commits go on', async () => {
        const { store, restore, emptyFolder } = await fresh()
        await store.commit(tx => tx.people.put(person()))
        const write = async (i: number) =>
          store.commit(async tx => {
            await tx.confirmations.add(confirmation({ person: `p${i}` }))
            await tx.deeds.add(deed({ key: `202611:${i}` }))
          })
        for (let i = 0; i < 20; i++) await write(i)
        const folder = await emptyFolder()
        const [, ...written] = await Promise.all([
          store.backup(folder),
          ...Array.from({ length: 50 }, (_, i) => write(100 + i)),
        ])
        expect(written).toHaveLength(50)
        const copy = await restore(folder)
        await copy.read(async tx => {
          expect(await tx.people.get('zhangmin')).toEqual(person())
          const rows = await tx.confirmations.list('notice', ['202611-study'])
          expect(rows.length).toBeGreaterThanOrEqual(20)
          for (const row of rows) expect(await tx.deeds.get(`202611:${row.person.slice(1)}`)).toBeDefined()
        })
        await copy.commit(tx => tx.people.put(person({ id: 'lihua' })))
        expect(await store.read(tx => tx.people.get('lihua'))).toBeUndefined()
        await copy.close()
      })

      it('refuses to copy over something', async () => {
        const { store, emptyFolder } = await fresh()
        const folder = await emptyFolder()
        await store.backup(folder)
        await expect(store.backup(folder)).rejects.toThrow('not empty')
      })

      it('accepts nothing after close, and what was in hand is kept', async () => {
        const { store, reopen } = await fresh()
        const hand = store.commit(tx => tx.people.put(person()))
        const again = reopen()
        await hand
        await expect(store.commit(tx => tx.people.put(person({ id: 'late' })))).rejects.toThrow(StoreStopped)
        await expect(store.read(tx => tx.people.get('zhangmin'))).rejects.toThrow(StoreStopped)
        expect(await (await again).read(tx => tx.people.list('all', []))).toEqual([person()])
      })
    })
  })
}
