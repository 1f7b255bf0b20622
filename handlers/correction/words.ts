import type { Word } from '../chat/words.ts'
import { sayCorrect } from './begin.ts'

export const correctionWords: Word[] = [
  {
    names: ['修改', '更正', '修改通知', '更正通知', '勘误'],
    joined: /^(?:(?:\d{4}年)?[\d一二十]{1,2}月|本月|上个?月|学习通知|(?:已)?发布的|把|将|[“"])/u,
    for: 'office',
    help: '更正已发布的学习通知（后面写月份）',
    takes: 'rest',
    act: sayCorrect,
  },
]
