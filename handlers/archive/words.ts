import type { Word } from '../chat/words.ts'
import { sayArchive } from './say.ts'

/** `2026-11`, `11月`, `十一月份`, `上个月` */
const month =
  '(?:\\d{4}[年./-]?)?(?:\\d{1,2}|十?[一二]|[一二三四五六七八九十])(?:月份?)?|上个?月份?|本月份?|这个?月份?|当月份?'
const wish = '(?:请|麻烦)?(?:帮我|给我)?(?:导出|导|下载|生成|打包|整理|制作|做|要|出)?(?:一?下|一?份)?'
const kind = '(?:学习|月度|党风廉政|全院|本院|医院|单位)?的?'

/** `导出11月台账`, `帮我导出一下11月份的学习台账`, with the other 帐 too. */
const spoken = new RegExp(`^${wish}(?:一?份)?(${month})?的?${kind}台[账帐]$`, 'u')

export const archiveWords: Word[] = [
  {
    names: ['导出台账', '台账', '导出台帐', '台帐', '月度台账', '学习台账', '下载台账', '生成台账'],
    spoken: [[spoken, '$1']],
    joined: new RegExp(`^[(]?(?:${month})[)]?$`, 'u'),
    for: 'office',
    help: '一个月的全套台账，例如“导出台账 2026-11”',
    takes: 'rest',
    act: sayArchive,
  },
]
