import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { namesOf, peopleNamed } from './people.ts'
import { texts } from './texts.ts'

/** `微信阅读 张三`: WeCom does not tell who reads in WeChat, so the office lists them. */
export const sayReader: Act<Said> = async ({ rest }, desk) => {
  const named = await peopleNamed(rest, '微信阅读', desk)
  if ('asks' in named) return named.asks
  for (const person of named.people) {
    await desk.tx.people.update({ ...person, reads: 'wechat' })
    await desk.audit({ act: '微信阅读', about: person.id })
  }
  return texts.readers(namesOf(named.people))
}

/** `取消微信阅读 张三`. */
export const sayNoReader: Act<Said> = async ({ rest }, desk) => {
  const named = await peopleNamed(rest, '取消微信阅读', desk)
  if ('asks' in named) return named.asks
  for (const person of named.people) {
    await desk.tx.people.update({ ...person, reads: 'wecom' })
    await desk.audit({ act: '取消微信阅读', about: person.id })
  }
  return texts.noReaders(namesOf(named.people))
}
