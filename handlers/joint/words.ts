import type { Word } from '../chat/words.ts'
import { sayNotPresent } from './object.ts'

/** `昨天的集中学习我没参加`, `我没去集中学习` */
const notPresent =
  /^(?:昨天|今天|前天)?的?(?:集中学习)?(?:我|本人)(?:昨天|今天|前天|当时|那天)?(?:并?没有?|未)(?:去|参加|到会?|在)(?:昨天|今天|那次|这次)?的?(?:集中)?(?:学习)?$/u

/** Words of joint sessions. */
export const jointWords: Word[] = [
  {
    names: ['我没参加', '我没有参加', '没参加', '没有参加', '不是我', '我没去', '不是这样'],
    spoken: [[notPresent, '']],
    for: 'everyone',
    help: null,
    takes: 'nothing',
    act: sayNotPresent,
  },
]
