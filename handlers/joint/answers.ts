import type { Told } from './told.ts'

const asIs = /^(?:照写|照记|照样写|就这样写)$/u
const right = /^(?:没错|对的?|是的?|确认|没问题|正确|确是|就是(?:他|她|这个人)?)$/u
const nothing = /^(?:不用记|不记|不用|没有|忽略|不管|跳过)$/u

/** What was told, with the answer to the question that is open; null where it is none of the answers that were offered. */
export function answered(plain: string, message: string, told: Told, global: boolean): Told | null {
  const { asking, choices, about } = told
  const number = /^第?(\d{1,2})(?:个|位|份|项)?$/u.exec(plain.normalize('NFKC'))
  const chosen = number ? choices[Number(number[1]) - 1] : undefined
  switch (asking) {
    case 'department':
      if (chosen !== undefined) return { ...told, departments: [chosen] }
      return /^(?:全部|都是|一起|全都)$/u.test(plain) && choices.length ? { ...told, departments: choices } : null
    case 'notice':
      return chosen === undefined ? null : { ...told, notice: chosen }
    case 'absentee':
    case 'host': {
      if (chosen !== undefined) return meaning(told, chosen)
      if (asIs.test(plain)) return meaning(told, null)
      if (right.test(plain) && choices.length === 1) return meaning(told, choices[0] ?? null)
      // The name alone, written right this time.
      const name = message.trim().replace(/^(?:是|叫|主持人?|姓名)[\s:：]*/u, '')
      if (global || !isLikeName(name) || right.test(plain) || asIs.test(plain)) return null
      if (asking === 'host') return about ? { ...told, host: name } : null
      return { ...told, absent: (told.absent ?? []).map(one => (one.name === about ? { ...one, name } : one)) }
    }
    case 'early':
      return right.test(plain) ? { ...told, sure: [...told.sure, `early ${choices[0] ?? ''}`] } : null
    case 'beyond':
      return asIs.test(plain) ? { ...told, sure: [...told.sure, `beyond ${choices[0] ?? ''}`] } : null
    case 'short':
      return right.test(plain) && choices.length ? withExcused(told) : null
    case 'unclear':
      return nothing.test(plain) ? { ...told, unclear: [] } : null
    case 'counts':
    case 'twice':
    case 'date':
    case 'who':
    case null:
      return null
  }
}

/** A question or a protest in place of an answer. */
export const asksBack = (words: string): boolean =>
  /[吗呢啊吧么嘛?？]$|什么|怎么|哪个|为何|是谁|不知道|不对|错了|不清楚/u.test(words)

/** A name or an account, and no question back. */
const isLikeName = (words: string): boolean =>
  /^(?:\p{Script=Han}{2,4}|[\p{Script=Han}]+·[\p{Script=Han}·]+|[A-Za-z][\w.@-]{1,63})$/u.test(words) &&
  !asksBack(words)

const meaning = (told: Told, person: string | null): Told => ({
  ...told,
  means: { ...told.means, [told.about]: person },
})

/** Those who are excused anyway were not counted in 应到: they are named as absent. */
function withExcused(told: Told): Told {
  const more = told.choices.map(id => ({ name: id, reason: '已请假或免学' }))
  const expected = told.expected === null ? null : told.expected + more.length
  return { ...told, expected, absent: [...(told.absent ?? []), ...more] }
}
