import { describe, expect, it } from 'vitest'
import { withLinks } from '../../../web/pages/composables/links.ts'

describe('the addresses in a text', () => {
  it('are found up to where they end', () => {
    const text = '请看（https://mp.weixin.qq.com/s/AbC-1?x=1&y=2）。另见http://a.cn/b，谢谢'
    expect(withLinks(text).filter(({ href }) => href)).toEqual([
      { text: 'https://mp.weixin.qq.com/s/AbC-1?x=1&y=2', href: 'https://mp.weixin.qq.com/s/AbC-1?x=1&y=2' },
      { text: 'http://a.cn/b', href: 'http://a.cn/b' },
    ])
    expect(
      withLinks(text)
        .map(stretch => stretch.text)
        .join(''),
    ).toBe(text)
  })

  it('are nothing that a browser would run', () => {
    expect(withLinks('javascript:alert(1) data:text/html,x //a.cn').every(({ href }) => href === null)).toBe(true)
  })
})
