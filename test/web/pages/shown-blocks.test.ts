import { describe, expect, it } from 'vitest'
import { blocksOf } from '../../../handlers/document/blocks.ts'
import { shownUnder } from '../../../web/pages/composables/shown-blocks.ts'
import { novemberNotice } from '../../notices.ts'

const [notice = '', first = ''] = novemberNotice.split(' 附件')
const firstLine = (heading: string, text: string) => {
  const [block] = shownUnder(heading, blocksOf(text))
  return block && 'text' in block ? block.text : ''
}

describe('the blocks under a heading', () => {
  it('do not repeat the printed title that the heading shows', () => {
    expect(firstLine('党风廉政及行风教育学习通知（2026年11月）', notice)).toBe('各科室、各部门：')
    expect(firstLine('某局值班人员违规聚餐处理情况通报', `附件${first}`)).toMatch(/^某月某日/)
  })

  it('keep the printed title where the office has given another', () => {
    expect(firstLine('十一月学习', notice)).toBe('党风廉政及行风教育学习通知')
  })

  it('keep everything of a text without a title', () => {
    const blocks = blocksOf('请大家学习。')
    expect(shownUnder('请大家学习。', blocks)).toEqual(blocks)
  })

  it('keep a letterhead above the printed title, which is not said again, and no dividing line', () => {
    const text =
      '甲县人民医院文件\n甲医〔2026〕9号\n关于开展行风学习的通知\n各科室：\n请学习。\n\n---\n\n甲县人民医院\n2026年11月2日\n'
    const shown = shownUnder('关于开展行风学习的通知', blocksOf(text))
    expect(shown.map(block => ('text' in block ? block.text : ''))).toEqual([
      '甲县人民医院文件',
      '甲医〔2026〕9号',
      '各科室：',
      '请学习。',
      '甲县人民医院',
      '2026年11月2日',
    ])
  })
})
