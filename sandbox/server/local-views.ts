import type { LocalChat, LocalMessage, LocalPerson } from '../wire.ts'
import { botChat, botTitle } from './aibot/identity.ts'
import { app } from './app.ts'
import { appChat, type Chats, groupChat } from './chats.ts'
import { hasClient, isListed, type Person } from './directory.ts'
import { inWords } from './in-words.ts'
import type { World } from './world.ts'

/** What the page shows of people and their chats. */
export interface LocalViews {
  people(): LocalPerson[]
  /** The chats this person has: the app's, unless it is not to be seen, the smart bot's, and the groups. */
  chats(person: Person): LocalChat[]
}

export function localViews({ directory }: World, chats: Chats): LocalViews {
  const chatsOf = (person: Person): Pick<LocalChat, 'id' | 'title' | 'kind'>[] => {
    const groups = directory.plan.groups.filter(
      group => hasClient(person) && directory.under(group.departments).includes(person),
    )
    return [
      ...(isListed(person) ? [{ id: appChat, title: app.name, kind: 'app' as const }] : []),
      // Everybody of the corp reaches it, but not through the WeChat plug-in.
      ...(hasClient(person) && !person.wechat ? [{ id: botChat, title: botTitle, kind: 'bot' as const }] : []),
      ...groups.map(({ key, name }) => ({ id: groupChat(key), title: name, kind: 'group' as const })),
    ]
  }
  return {
    people: () => {
      const groups = directory.plan.groups.map(({ key }) => groupChat(key))
      return directory.plan.people
        .filter(({ status }) => status !== 5)
        .map(person => ({
          userid: person.userid,
          name: person.name,
          position: person.position,
          departments: person.department.map(id => directory.path(id)),
          leader: person.is_leader_in_dept.includes(1),
          status: person.status,
          wechat: person.wechat ?? false,
          note: person.note ?? (person.outside ? '不在可见范围' : ''),
          unread: [appChat, botChat, ...groups].reduce((sum, chat) => sum + chats.unread(person.userid, chat), 0),
        }))
    },
    chats: person =>
      chatsOf(person).map(chat => {
        const last = chats.messages(person.userid, chat.id).at(-1)
        return {
          ...chat,
          unread: chats.unread(person.userid, chat.id),
          last: last ? { at: last.at, words: saidBy(last) + inWords(last) } : null,
        }
      }),
  }
}

/** Which member of a group it was. */
const saidBy = ({ from, author, recalled }: LocalMessage): string =>
  from === 'member' && !recalled ? `${author}：` : ''
