import type { LocalPerson } from '../../wire.ts'

export interface PeopleGroup {
  title: string
  people: LocalPerson[]
}

const noteworthy = '推荐体验'

/** What stands beside a name: the note, and what makes this person hard to reach, each once. */
export function marksOf({ note, status, wechat }: LocalPerson): string[] {
  const marks = [note]
  const add = (mark: string, sign = mark) => {
    if (!note.includes(sign)) marks.push(mark)
  }
  if (status === 4) add('未激活')
  if (status === 2) add('已禁用')
  if (wechat) add('微信阅读', '微信')
  return marks.filter(mark => mark !== '')
}

/** The last two of a path of departments tell people apart; the rest is the same for nearly everybody. */
export const shortPath = (path: string): string => path.split(' / ').slice(-2).join(' / ')

/** Those with a note first, then everybody else under the first department; `search` narrows by words in any order. */
export function groupPeople(people: LocalPerson[], search: string): PeopleGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, LocalPerson[]>([[noteworthy, []]])
  for (const person of people) {
    if (!words.every(word => searchable(person).includes(word))) continue
    const title = person.note ? noteworthy : (person.departments[0] ?? '未分配部门')
    groups.set(title, [...(groups.get(title) ?? []), person])
  }
  return [...groups].flatMap(([title, people]) => (people.length ? [{ title, people }] : []))
}

const searchable = (person: LocalPerson): string =>
  [
    person.name,
    person.userid,
    person.position,
    ...person.departments,
    ...marksOf(person),
    person.leader ? '负责人' : '',
  ]
    .join('\n')
    .toLowerCase()

/** Why this person can neither write nor be reached, in a sentence; null for everybody else. */
export function silenceOf({ status }: LocalPerson): string | null {
  if (status === 4) return '该成员尚未激活企业微信，收不到消息，也不能发消息。'
  return status === 2 ? '该成员已被禁用，收不到消息，也不能发消息。' : null
}
