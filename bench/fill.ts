import { openLowdb } from '../store/lowdb/open.ts'
import { account } from './account.ts'
import { peopleOf } from './hospital.ts'
import { audienceOf, confirmationOf, factOf, noticeOf } from './rows.ts'

const people = 5000
const noticesAMonth = 4
/** Two years and a month, all over by now. */
const months = Array.from({ length: 25 }, (_, place) => {
  const month = 10 + place
  return `${2023 + Math.floor((month - 1) / 12)}${String(((month - 1) % 12) + 1).padStart(2, '0')}`
})

/** How many confirmations `fill` leaves. */
export const filled = people * noticesAMonth * months.length

/** Writes years of confirmations through the store's own API, with whom they were asked of and what attests them. */
export async function fill(folder: string): Promise<void> {
  const persons = peopleOf(people).map(({ userid }) => userid)
  for (const month of months) {
    // Opened anew for each month, so that the one before is closed and on disk only.
    const at = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)) - 1, 15)
    const store = await openLowdb({ folder, keys: [account.dataKey], now: () => at })
    for (let count = 1; count <= noticesAMonth; count++) {
      const notice = `${month}-study${count}`
      await store.commit(async tx => void (await tx.notices.add(noticeOf(notice, at))))
      for (let i = 0; i < persons.length; i += 500) {
        const some = persons.slice(i, i + 500)
        await store.commit(async tx => {
          for (const person of some) {
            await tx.audience.add(audienceOf(notice, person))
            await tx.confirmations.add({ ...confirmationOf(notice, person, at), fact: `${notice}-${person}` })
            await tx.facts.add(factOf(notice, person, at))
          }
        })
      }
    }
    await store.close()
  }
}
