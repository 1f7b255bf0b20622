import type { LocalChat, LocalMessage, LocalPerson } from '../wire.ts'
import { app } from './app.ts'
import { appChat, type Chats, groupChat } from './chats.ts'
import { hasClient, isListed, type Person } from './directory.ts'
import type { World } from './world.ts'

/** What the page shows of people and their chats. */
export interface LocalViews {
  people(): LocalPerson[]
  /** The chats this person has: the app's, unless it is not to be seen, and the groups. */
  chats(person: Person): LocalChat[]
}

export function localViews({ directory }: World, chats: Chats): LocalViews {
  const chatsOf = (person: Person): Pick<LocalChat, 'id' | 'title' | 'kind'>[] => {
    const groups = directory.plan.groups.filter(
      group => hasClient(person) && directory.under(group.departments).includes(person),
    )
    return [
      ...(isListed(person) ? [{ id: appChat, title: app.name, kind: 'app' as const }] : []),
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
          unread: [appChat, ...groups].reduce((sum, chat) => sum + chats.unread(person.userid, chat), 0),
        }))
    },
    chats: person =>
      chatsOf(person).map(chat => {
        const last = chats.messages(person.userid, chat.id).at(-1)
        return {
          ...chat,
          unread: chats.unread(person.userid, chat.id),
          last: last ? { at: last.at, words: inWords(last) } : null,
        }
      }),
  }
}

/** A message in a few words, as a list of chats shows it. */
function inWords({ content, recalled }: LocalMessage): string {
  if (recalled) return '[消息已撤回]'
  const short = (text: string) => [...text.replace(/\s+/g, ' ').trim()].slice(0, 40).join('')
  switch (content.type) {
    case 'text':
      return short(content.text.replaceAll(/<\/?a\b[^<>]*>/g, ''))
    case 'voice':
      return `[语音] ${short(content.text)}`
    case 'markdown':
      return short(content.text.replaceAll(/[#*>`]|<[^<>]*>/g, ''))
    case 'textcard':
    case 'card':
      return short(content.title || (content.type === 'card' ? content.subTitle : ''))
    case 'file':
      return `[文件] ${content.name}`
    case 'image':
      return '[图片]'
    case 'hidden':
      return '[暂不支持的消息]'
  }
}
