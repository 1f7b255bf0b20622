import type { Act, Answer, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { readNumber } from '../document/numerals.ts'
import { askSecond, namesOf, othersIn } from './ask.ts'
import { overOf, settingId } from './request.ts'
import { texts } from './texts.ts'

/** `双人发布 100`, `双人发布 关`: stricter at once; to loosen it takes the second officer that it protects by. */
export const saySetting: Act<Said> = async ({ rest }, desk) => {
  const unit = desk.who.officeOf ?? desk.who.unit
  const before = await overOf(desk.tx, unit)
  const said = rest.normalize('NFKC').replace(/\s+/gu, '')
  if (!said) return texts.state(before)
  const over = readOver(said)
  if (over === undefined) return texts.how
  if (over === before) return over === null ? texts.alreadyOff : texts.same(over)
  const loosens = before !== null && (over === null || over > before)
  if (loosens) return askToLoosen(unit, over, desk)
  const done = await change(unit, over, null, desk)
  return (await othersIn(unit, desk)).length ? done : `${done}\n${texts.onlyYou}`
}

/** Null is off; undefined where it was not understood. */
function readOver(said: string): number | null | undefined {
  if (/^(?:关|关闭|关掉|取消|停用|不用了?|off)$/u.test(said)) return null
  const [, words = ''] =
    /^(?:超过|大于|多于|满)?(\d{1,6}|[〇零一二两三四五六七八九十百千]{1,6})(?:个?人)?(?:以上)?$/u.exec(said) ?? []
  const number = /^\d+$/u.test(words) ? Number(words) : words && readNumber(words)
  return typeof number === 'number' ? number : undefined
}

async function askToLoosen(unit: string, over: number | null, desk: Desk): Promise<Answer> {
  const asked = await othersIn(unit, desk)
  if (!asked.length) return texts.nobodySetting
  const about = { unit, what: 'setting', draft: null, revision: 0, over, people: 0, asked } as const
  await askSecond({ ...about, asked }, { name: '', page: null, shown: [] }, desk)
  return texts.askedSetting(over, await namesOf(asked, desk))
}

/** Writes the setting; `both` are the two where a second was needed. */
export async function change(
  unit: string,
  over: number | null,
  both: { by: string; agreed: string } | null,
  desk: Desk,
): Promise<string> {
  await desk.tx.settings.put({ id: settingId(unit), value: over === null ? '' : String(over) })
  await desk.attest({ type: 'office.second', unit, over: over ?? -1, ...both })
  await desk.audit({ act: '双人发布', detail: over === null ? '关' : `超过 ${over} 人` })
  return texts.set(over)
}
