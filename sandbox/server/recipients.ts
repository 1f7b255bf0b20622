import { isAddressable, keyOf, type Person } from './directory.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

const most = { users: 1000, parties: 100, tags: 100 }

export interface Target {
  touser?: string | undefined
  toparty?: string | undefined
  totag?: string | undefined
}

export interface Recipients {
  people: Person[]
  invaliduser: string[]
  invalidparty: string[]
  invalidtag: string[]
}

/**
 * Whom a message is for (vendor page 90236). Each person once; unknown ones, and those the app may not reach,
 * come back in lower case. Throws `Refusal` where nobody is named, too many are, or nobody of those can be reached.
 */
export function recipientsOf({ directory }: Pick<World, 'directory'>, target: Target): Recipients {
  const { touser = '', toparty = '', totag = '' } = target
  if (!touser && !toparty && !totag) throw new Refusal(82001, 'all of touser, toparty and totag are empty')
  if (touser === '@all') {
    return { people: directory.plan.people.filter(isAddressable), invaliduser: [], invalidparty: [], invalidtag: [] }
  }
  const [users, parties, tags] = [listOf(touser), listOf(toparty), listOf(totag)]
  if (users.length > most.users) throw new Refusal(40032, 'userid list too long')
  if (parties.length > most.parties) throw new Refusal(82002, 'too many departments')
  if (tags.length > most.tags) throw new Refusal(82003, 'too many tags')

  const people = new Map<string, Person>()
  const invaliduser = new Set<string>()
  for (const userid of users) {
    const person = directory.person(userid)
    if (person && isAddressable(person)) people.set(keyOf(userid), person)
    else invaliduser.add(keyOf(userid))
  }
  const invalidparty = parties.filter(id => !/^\d+$/.test(id) || !directory.department(Number(id)))
  const reached = parties.filter(id => !invalidparty.includes(id)).map(Number)
  for (const person of directory.under(reached)) if (isAddressable(person)) people.set(keyOf(person.userid), person)
  if (!people.size && !reached.length) throw new Refusal(81013, 'user & party & tag all invalid')
  return { people: [...people.values()], invaliduser: [...invaliduser], invalidparty, invalidtag: tags }
}

const listOf = (joined: string): string[] => joined.split('|').filter(Boolean)
