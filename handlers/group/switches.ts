import type { ReadTx } from '../../store/transaction.ts'
import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { plainOf } from '../chat/words.ts'
import { texts } from './texts.ts'

/** What an office may allow in the groups of its unit; both are off until it says otherwise. */
const switches = {
  names: { word: '群内名单', on: texts.withNames, off: texts.withoutNames },
  progress: { word: '群内进度', on: texts.withLine, off: texts.withoutLine },
} as const
type Switch = keyof typeof switches

const settingId = (name: Switch, unit: string): string => `group.${name}:${unit}`

/** Whether the office of a unit has switched it on. */
export const isOn = async (tx: Pick<ReadTx, 'settings'>, name: Switch, unit: string): Promise<boolean> =>
  (await tx.settings.get(settingId(name, unit)))?.value === 'on'

/** `群内名单 开`, `群内进度 关`. */
const saySwitch =
  (name: Switch): Act<Said> =>
  async ({ rest }, desk) => {
    const { tx, who } = desk
    const { word, on, off } = switches[name]
    const unit = who.officeOf ?? who.unit
    const said = /^(?:打?开启?|启用|关闭?|停用)$/u.exec(plainOf(rest))?.[0]
    if (said === undefined) return texts.switchHow(word, await isOn(tx, name, unit))
    const isNowOn = /^[打开启]/u.test(said)
    await tx.settings.put({ id: settingId(name, unit), value: isNowOn ? 'on' : 'off' })
    await desk.audit({ act: word, about: unit, detail: isNowOn ? '开' : '关' })
    return texts.switched(word, isNowOn, isNowOn ? on : off)
  }

export const sayNamesSwitch = saySwitch('names')
export const sayProgressSwitch = saySwitch('progress')
