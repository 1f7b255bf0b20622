import type { Word } from '../chat/words.ts'
import { sayEndOffline } from './end.ts'
import { sayOffline } from './say.ts'

/** Words of 代录. */
export const offlineWords: Word[] = [
  {
    names: ['代录', '代记', '代登记', '代录线下学习', '代记线下学习'],
    for: 'head',
    help: '替不能用企业微信的人登记线下学习，例如“代录 张三 线下学习”',
    takes: 'rest',
    act: sayOffline,
  },
  {
    names: ['撤销代录', '取消代录', '撤回代录', '删除代录'],
    for: 'head',
    help: null,
    takes: 'rest',
    act: sayEndOffline,
  },
]
