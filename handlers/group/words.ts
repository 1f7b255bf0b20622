import type { Word } from '../chat/words.ts'
import { sayNamesSwitch, sayProgressSwitch } from './switches.ts'

export const groupWords: Word[] = [
  {
    names: ['群内进度', '群里进度'],
    joined: /^(?:打?开启?|关闭?)$/u,
    for: 'office',
    help: '期限前一天在群里说完成人数（开、关）',
    takes: 'rest',
    act: sayProgressSwitch,
  },
  {
    names: ['群内名单', '群里名单'],
    joined: /^(?:打?开启?|关闭?)$/u,
    for: 'office',
    help: null,
    takes: 'rest',
    act: sayNamesSwitch,
  },
]
