import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { openBrowser, type OpenedBrowser } from '../browser.ts'
import { buildPages } from './built-pages.ts'
import { openPages, type PagesHouse } from './house.ts'

/** A 1280 px window at 200 %, and the narrowest screen that must do without scrolling sideways. */
export const zoomed: BrowserContextOptions = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }
export const narrow: BrowserContextOptions = { viewport: { width: 320, height: 568 } }

/** A house with pages, and a browser that looks at them. */
export interface Opened {
  /** Of the test that runs. */
  readonly house: PagesHouse
  /** Opens a page as somebody who is logged in. */
  readonly open: (person: string, path: string, options: BrowserContextOptions) => Promise<Page>
}

/**
 * Gives every test of the `describe` around it a house of its own, made ready by `prepare`. A test fails where something
 * went wrong in a page: a script's error, a file that did not come, a breach of the policy; but for what `expected` fits.
 */
export function eachOpened({
  prepare = () => Promise.resolve(),
  expected = null,
}: { prepare?: (house: PagesHouse) => Promise<unknown>; expected?: RegExp | null } = {}): Opened {
  let browser: OpenedBrowser
  let pagesFolder: string
  let house: PagesHouse
  let faults: string[]
  beforeAll(async () => {
    pagesFolder = await buildPages()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await rm(pagesFolder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    faults = []
    house = await openPages({ pagesFolder })
    await prepare(house)
  })
  afterEach(async () => {
    await house.close()
    expect(faults).toEqual([])
  })
  return {
    get house() {
      return house
    },
    open: async (person, path, options) => {
      const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      page.on('pageerror', error => faults.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error' && !expected?.test(message.text())) faults.push(message.text())
      })
      const { cookies } = await house.visit(person)
      for (const [name, value] of cookies) await context.addCookies([{ name, value, url: house.url }])
      await page.goto(`${house.url}${path}`)
      await page.waitForSelector('h1')
      return page
    },
  }
}

/** What axe finds; the pages' policy is set aside for axe itself only, after they have loaded under it. */
export async function violationsIn(page: Page): Promise<string[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await page.evaluate(`${axe};0`)
  return page.evaluate(
    'axe.run().then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(node => id + ": " + node.html)))',
  )
}

/** How far the page can be scrolled sideways, in pixels. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth')
