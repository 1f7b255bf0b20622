import { z } from 'zod'
import { type Act, type Desk, entry } from '../act.ts'
import { personOf } from '../roles.ts'
import { text } from '../saying.ts'
import { texts } from './texts.ts'

const Displaced = z.object({})

/** The smart bot's one connection was taken over: the office is told in the app's chat, since the bot no longer hears. */
const tellDisplaced: Act<z.infer<typeof Displaced>> = async (_input, desk) => {
  const people = await offices(desk)
  if (people.length) await desk.say({ people }, text(texts.botDisplaced))
  return null
}

/** Everybody who is the office of some unit. */
async function offices({ tx, house, at }: Desk): Promise<string[]> {
  const all = new Set([...house.admins, ...(await tx.officers.list('all', [])).map(({ id }) => id)])
  const people: string[] = []
  for (const id of all) if ((await personOf(tx, id, house, at)).officeOf !== null) people.push(id)
  return people
}

export const smartBotActs = { 'bot.displaced': entry(Displaced, tellDisplaced) }
