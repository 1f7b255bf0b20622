import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { desktop, openBrowser, type OpenedBrowser, phone } from '../browser.ts'
import type { LocalMessage } from '../../sandbox/wire.ts'
import { buildPage } from './built-page.ts'
import { type FakeLocal, openFakeLocal } from './fake-local.ts'
import { message, noticeCard, now, sampleState } from './samples.ts'

/** A 1280 px window at 200 %, and the narrowest screen that must do without scrolling sideways. */
const zoomed = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }
const narrow = { viewport: { width: 320, height: 568 } }

describe('the page of the local WeCom', () => {
  let pageFolder: string
  let axe: string
  let browser: OpenedBrowser
  let local: FakeLocal
  /** What went wrong in a page: a script's error, a file that did not come, a breach of the policy. */
  let faults: string[]

  beforeAll(async () => {
    pageFolder = await buildPage()
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await rm(pageFolder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    faults = []
    local = await openFakeLocal(pageFolder, sampleState())
  })
  afterEach(async () => {
    for (const context of browser.browser.contexts()) await context.close()
    await local.stop()
    expect(faults).toEqual([])
  })

  async function open(hash: string, options: BrowserContextOptions = desktop): Promise<Page> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    page.on('pageerror', error => faults.push(error.message))
    page.on('console', entry => {
      // A refused or lost answer is the matter of some tests; everything else is a fault.
      if (entry.type() === 'error' && !/Failed to load resource/.test(entry.text())) faults.push(entry.text())
    })
    await page.goto(`${local.url}/${hash}`)
    await page.getByRole('button', { name: '机器人时钟：2026年11月12日' }).waitFor()
    return page
  }

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(`${axe};0`)
    const found: string[] = await page.evaluate(
      'axe.run().then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(node => id + ": " + node.html)))',
    )
    return found
  }

  const composer = (page: Page) => page.getByRole('textbox', { name: '发消息' })
  const own = (page: Page, text: string) => page.locator('[data-from=me]').filter({ hasText: text })
  const said = () => local.posted.flatMap(([what, { text }]) => (what === 'say' ? [text] : []))

  it.each([
    ['on a desktop', desktop],
    ['on a phone', phone],
    ['at 200 %', zoomed],
    ['on 320 px', narrow],
  ])('fits and is accessible %s', async (_where, options) => {
    const page = await open('#/zhangwei/app', options)
    await page.getByRole('button', { name: '我已学习' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(
      await page.evaluate("(log => log.scrollWidth - log.clientWidth)(document.querySelector('[role=log]'))"),
    ).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.getByTestId('clock').click()
    await page.getByRole('dialog', { name: '调整时钟' }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  it('shows one pane at a time on a phone, and changes who one is by a sheet', async () => {
    const page = await open('', phone)
    await page.getByTestId('person').filter({ hasText: '李娜' }).tap()
    await page.getByRole('navigation', { name: '会话' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: '清风', exact: true }).tap()
    await composer(page).waitFor()
    expect(await page.getByRole('navigation', { name: '会话' }).count()).toBe(0)
    await page.getByRole('button', { name: '切换人员：李娜' }).tap()
    expect(await violations(page)).toEqual([])
    await page.getByRole('searchbox', { name: '搜索人员' }).fill('微信')
    await page.getByRole('dialog').getByTestId('person').tap()
    await page.getByRole('button', { name: '切换人员：欧阳䶮' }).waitFor()
    expect(page.url()).toMatch(/#\/ouyang\/app$/)
    await page.getByRole('link', { name: '返回会话列表' }).tap()
    await page.getByRole('navigation', { name: '会话' }).waitFor()
    expect(await composer(page).count()).toBe(0)
  })

  it('keeps the person, what is unread elsewhere and the clock on one line of a phone', async () => {
    const page = await open('#/lina/app', { ...phone, viewport: { width: 390, height: 844 } })
    await page.getByTestId('unread').first().waitFor()
    expect(await page.evaluate("document.querySelector('header').offsetHeight")).toBeLessThan(56)
  })

  it('lets two tabs be two people, each with a draft', async () => {
    const page = await open('#/zhangwei/app')
    await composer(page).fill('还没写完')
    const other = await page.context().newPage()
    await other.goto(`${local.url}/#/lina/app`)
    await composer(other).fill('收到')
    await composer(other).press('Enter')
    await own(other, '收到').waitFor()
    await page.getByTestId('person').filter({ hasText: '王昊' }).click()
    await page.getByTestId('person').filter({ hasText: '张伟' }).click()
    await expect.poll(() => composer(page).inputValue()).toBe('还没写完')
    expect(local.posted.filter(([what]) => what === 'say').map(([, { as }]) => as)).toEqual(['lina'])
  })

  it('sends on Enter, breaks the line on Shift+Enter, and carries 15 KB', async () => {
    const page = await open('#/lina/app')
    await composer(page).pressSequentially('第一行')
    await composer(page).press('Shift+Enter')
    await composer(page).pressSequentially('第二行')
    await composer(page).press('Enter')
    await own(page, '第二行').waitFor()
    const long = '以案为鉴，警钟长鸣。\n'.repeat(500)
    await composer(page).fill(long)
    await composer(page).press('Enter')
    await expect.poll(said).toEqual(['第一行\n第二行', long])
    expect(await composer(page).inputValue()).toBe('')
  })

  it('does not send while an input method composes', async () => {
    const page = await open('#/lina/app')
    await composer(page).focus()
    const keyboard = await page.context().newCDPSession(page)
    await keyboard.send('Input.imeSetComposition', { text: 'yixuexi', selectionStart: 7, selectionEnd: 7 })
    // Input methods take the key that picks a word; some browsers tell of it only after the word is in place.
    const taken = { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 } as const
    await keyboard.send('Input.dispatchKeyEvent', taken)
    expect(await composer(page).inputValue()).toBe('yixuexi')
    await keyboard.send('Input.insertText', { text: '已学习' })
    await keyboard.send('Input.dispatchKeyEvent', taken)
    expect(await composer(page).inputValue()).toBe('已学习')
    expect(said()).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(said).toEqual(['已学习'])
  })

  it('shows a text as on its way, then as failed with the reason, and sends it again', async () => {
    let answer = (_refusal: { status: number; error: string } | null) => {}
    local.before = what => (what === 'say' ? new Promise(resolve => (answer = resolve)) : Promise.resolve(null))
    const page = await open('#/lina/app')
    await composer(page).fill('待办')
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByRole('img', { name: '发送中' }).waitFor()
    answer({ status: 400, error: '机器人没有应答。' })
    await page.getByText('机器人没有应答。').waitFor()
    local.before = async () => null
    await page.getByRole('button', { name: '重新发送' }).click()
    await expect.poll(() => local.state.messages['lina/app']?.length).toBe(1)
    await page.getByRole('button', { name: '重新发送' }).waitFor({ state: 'detached' })
    expect(await own(page, '待办').count()).toBe(1)
  })

  it('presses a button once, greys it meanwhile, and shows what takes its place', async () => {
    let answer = () => {}
    local.before = what =>
      what === 'press' ? new Promise(resolve => (answer = () => resolve(null))) : Promise.resolve(null)
    local.state.messages['lina/app'] = [message(noticeCard, { id: 'card' })]
    const page = await open('#/lina/app')
    const button = page.getByRole('button', { name: '我已学习' })
    await button.click()
    await expect.poll(() => button.isDisabled()).toBe(true)
    expect(local.posted.filter(([what]) => what === 'press')).toEqual([
      ['press', { as: 'lina', message: 'card', key: 'done' }],
    ])
    answer()
    await expect.poll(() => button.isDisabled()).toBe(false)
    local.state.messages['lina/app'] = [message({ ...noticeCard, replaced: '已确认' }, { id: 'card' })]
    local.tell({ changed: ['lina'] })
    await page.getByTestId('replaced').filter({ hasText: '已确认' }).waitFor()
    expect(await button.count()).toBe(0)
  })

  it('opens links as the person who reads, in one window a person', async () => {
    const page = await open('#/zhangwei/app')
    const opened = page.context().waitForEvent('page')
    await page
      .getByRole('link', { name: '2026年11月党风廉政学习' })
      .last()
      .click({ position: { x: 5, y: 5 } })
    const first = await opened
    await first.waitForLoadState()
    await page.getByRole('link', { name: '打开指南' }).click()
    await expect
      .poll(() => local.opened)
      .toEqual([
        { as: 'zhangwei', url: 'http://bot.example.com/h5/notices/1' },
        { as: 'zhangwei', url: 'http://bot.example.com/h5/a?b=1&c=2' },
      ])
    expect(page.context().pages()).toHaveLength(2)
  })

  it('shows marks of HTML as they were typed', async () => {
    const page = await open('#/zhangwei/app')
    await page.getByText('<b>不加粗</b>').waitFor()
    await page.getByText('<script>alert(1)</script>').waitFor()
  })

  it('hears of news at once, and again after the local WeCom was away', async () => {
    const page = await open('#/lina/app')
    const person = (name: string) => page.getByTestId('person').filter({ hasText: name })
    local.state.messages['lina/app'] = [message({ type: 'text', text: '第一条' })]
    local.tell({ changed: ['lina'] })
    await page.getByText('第一条').last().waitFor()
    await local.stop()
    await page.getByText('连接已断开，正在重连…').waitFor()
    local.state.messages['lina/app'].push(message({ type: 'text', text: '第二条' }))
    for (const one of local.state.people) if (one.userid === 'wanghao') one.unread = 5
    await local.start()
    await page.getByRole('log').getByText('第二条').waitFor()
    await person('王昊').getByText('5').waitFor()
    local.state.messages['lina/app'].push(message({ type: 'text', text: '第三条' }))
    local.tell({ changed: ['lina'] })
    await page.getByRole('log').getByText('第三条').waitFor()
    expect(await page.getByText('连接已断开').count()).toBe(0)
  })

  it('leaves who has scrolled up where they are, and tells of the new', async () => {
    const page = await open('#/zhangwei/app', phone)
    const top = () => page.evaluate<number>('document.querySelector("[role=log]").scrollTop')
    await expect.poll(top).toBeGreaterThan(500)
    await page.evaluate('void (document.querySelector("[role=log]").scrollTop = 100)')
    local.state.messages['zhangwei/app']?.push(message({ type: 'text', text: '请查收。' }))
    local.tell({ changed: ['zhangwei'] })
    const news = page.getByRole('button', { name: '有新消息' })
    await news.waitFor()
    expect(await top()).toBe(100)
    await news.tap()
    await expect.poll(top).toBeGreaterThan(500)
    expect(await news.count()).toBe(0)
  })

  it('marks a chat as read once it is open', async () => {
    const page = await open('#/lina', phone)
    for (const one of local.state.people) if (one.userid === 'lina') one.unread = 2
    local.tell({ changed: ['lina'] })
    await page.getByTestId('chat').getByTestId('unread').waitFor()
    expect(local.posted).toEqual([])
    await page.getByTestId('chat').first().tap()
    await expect.poll(() => local.posted).toEqual([['read', { as: 'lina', chat: 'app' }]])
  })

  it('moves the clock by a jump, tells why a moment is refused, and rests where it cannot be moved', async () => {
    const page = await open('#/lina/app')
    const clock = page.getByTestId('clock')
    const failure = page.getByRole('alert')
    await clock.click()
    await page.getByRole('button', { name: '3 天后 09:07' }).click()
    await expect.poll(() => clock.textContent()).toBe('2026年11月15日 星期日 09:07')
    expect(await page.getByRole('dialog').count()).toBe(0)

    local.before = async () => ({ status: 400, error: '时钟只能往后调。' })
    await clock.click()
    await page.getByLabel('日期').fill('2026-11-20')
    await page.getByLabel('时间').fill('08:00')
    await page.getByRole('button', { name: '跳到' }).click()
    await failure.filter({ hasText: '时钟只能往后调。' }).waitFor()
    expect(local.posted.filter(([what]) => what === 'clock').map(([, { to }]) => to)).toEqual([
      '2026-11-15T09:07',
      '2026-11-20T08:00',
    ])
    expect(await page.getByRole('button', { name: '跳到' }).isEnabled()).toBe(true)

    local.before = async () => ({ status: 409, error: '这里的时钟不能调整。' })
    await page.getByRole('button', { name: '+1 小时' }).click()
    await failure.filter({ hasText: '这里的时钟不能调整。' }).waitFor()
    for (const name of ['+1 小时', '明天 09:07', '跳到']) {
      expect(await page.getByRole('button', { name }).isDisabled()).toBe(true)
    }
  })

  it('names the bot by a tap in a group, and quotes a file to it', async () => {
    local.state.messages['lina/group:xn'] = [
      message(
        { type: 'file', name: '学习名单.docx', bytes: 2048, safe: false, url: '/local/media/1' },
        { id: 'file', chat: 'group:xn', from: 'member', author: '王昊' },
      ),
      message({ type: 'text', text: '大家看一下' }, { id: 'words', chat: 'group:xn', from: 'member', author: '王昊' }),
    ]
    const page = await open('#/lina/group%3Axn', phone)
    expect(await page.getByRole('article', { name: '王昊' }).count()).toBe(2)
    expect(await page.getByRole('button', { name: '语音' }).count()).toBe(0)
    await page.getByRole('button', { name: '引用给清风' }).tap()
    await page.getByText('王昊：[文件] 学习名单.docx').waitFor()
    expect(await composer(page).inputValue()).toBe('@清风 ')
    await composer(page).pressSequentially('发布学习')
    await page.getByRole('button', { name: '插入@清风' }).tap()
    expect(await composer(page).inputValue()).toBe('@清风 发布学习')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '发送' }).tap()
    await own(page, '@清风 发布学习').waitFor()
    const said = { as: 'lina', chat: 'group:xn', text: '@清风 发布学习', quote: 'file' }
    expect(local.posted.filter(([what]) => what === 'say')).toEqual([['say', said]])
    expect(await page.getByRole('button', { name: '取消引用' }).count()).toBe(0)

    // Words are quoted after a long press.
    await page.getByText('大家看一下').dispatchEvent('contextmenu')
    await page.getByRole('button', { name: '引用', exact: true }).and(page.locator('.shown')).tap()
    await page.getByText('王昊：大家看一下').waitFor()
    await page.getByRole('button', { name: '取消引用' }).tap()
    expect(await page.getByText('王昊：大家看一下').count()).toBe(0)
  })

  it('sends files and pictures, and sends again those that did not arrive', async () => {
    local.before = async what => (what === 'file' ? { status: 413, error: '太大了。' } : null)
    const page = await open('#/lina/bot', phone)
    const chosen = page.getByTestId('chooser')
    await chosen.setInputFiles({ name: '通知.docx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(3000) })
    await page.getByText('太大了。').waitFor()
    local.before = async () => null
    await page.getByRole('button', { name: '重新发送' }).tap()
    await page.getByRole('button', { name: '重新发送' }).waitFor({ state: 'detached' })
    await chosen.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(10) })
    await expect
      .poll(() => local.state.messages['lina/bot']?.map(({ content }) => content.type))
      .toEqual(['file', 'image'])
    const file = { as: 'lina', chat: 'bot', name: '通知.docx', bytes: 3000 }
    const picture = { as: 'lina', chat: 'bot', name: '图片', picture: '1', bytes: 10 }
    expect(local.posted.flatMap(([what, body]) => (what === 'file' ? [body] : []))).toEqual([file, file, picture])
    await expect.poll(() => page.locator('[data-from=me]').count()).toBe(2)
    await page.goto(`${local.url}/#/lina/app`)
    await page.getByRole('button', { name: '选择图片' }).waitFor()
    expect(await page.getByTestId('chooser').getAttribute('accept')).toBe('image/png,image/jpeg')
  })

  it('says something as spoken, once', async () => {
    const page = await open('#/lina/bot', phone)
    expect(local.posted.filter(([what]) => what === 'enter')).toEqual([['enter', { as: 'lina', chat: 'bot' }]])
    await page.getByRole('button', { name: '语音' }).tap()
    for (const words of ['已学习', '进度']) {
      await composer(page).fill(words)
      await page.getByRole('button', { name: '发送' }).tap()
      await own(page, words).waitFor()
    }
    expect(local.posted.filter(([what]) => what === 'say').map(([, { text, voice }]) => [text, voice])).toEqual([
      ['已学习', true],
      ['进度', undefined],
    ])
  })

  it('shows the smart bot’s text as it grows, with its tables, and asks what a line of a card asks', async () => {
    const bot = (content: LocalMessage['content'], id: string) => message(content, { id, chat: 'bot' })
    local.state.messages['lina/bot'] = [
      bot({ type: 'text', text: '请打开 http://bot.example.com/h5/a?x=1，谢谢。' }, 'hello'),
      bot({ type: 'markdown', text: '<think>先数人。</think>正在统计', open: true }, 'stream'),
      bot({ ...noticeCard, buttons: [], lines: [{ name: '', value: '看看进度', url: null, ask: '进度' }] }, 'card'),
    ]
    const page = await open('#/lina/bot', phone)
    await page.getByText('正在输入').waitFor({ state: 'attached' })
    await page.getByRole('link', { name: 'http://bot.example.com/h5/a?x=1', exact: true }).waitFor()
    expect(await violations(page)).toEqual([])
    const whole = '| 科室 | 应学 |\n| --- | --- |\n| 心内科 | 12 |\n\n- 还有 3 天'
    local.state.messages['lina/bot'][1] = bot({ type: 'markdown', text: whole }, 'stream')
    local.tell({ changed: ['lina'] })
    await page.getByRole('cell', { name: '心内科' }).waitFor()
    expect(await page.getByText('正在输入').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '看看进度' }).tap()
    await own(page, '进度').waitFor()
  })

  it('draws a rare character with the font that ships, and fetches it for nobody else', async () => {
    const fonts = (page: Page): Promise<string[]> =>
      page.evaluate('document.fonts.ready.then(() => performance.getEntriesByType("resource").map(({name}) => name))')
    local.state.people = local.state.people.filter(({ name }) => !/[㛃䶮]/.test(name))
    const plain = await open('#/lina/app')
    expect((await fonts(plain)).filter(name => name.endsWith('.otf'))).toEqual([])
    local.state.messages['lina/app'] = [message({ type: 'text', text: '赵㛃、欧阳䶮、𬭳' }, { at: now })]
    local.tell({ changed: ['lina'] })
    await plain.getByRole('log').getByText('赵㛃').waitFor()
    await expect.poll(async () => (await fonts(plain)).filter(name => name.endsWith('.otf')).length).toBe(1)
  })

  it('says of a member who is not activated that nothing arrives', async () => {
    const page = await open('#/chenjing/app')
    await page.getByText('该成员尚未激活企业微信').waitFor()
    expect(await composer(page).count()).toBe(0)
  })
})
