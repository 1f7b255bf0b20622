import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { OpenedBrowser } from '../browser.ts'
import type { PagesHouse } from './house.ts'

/** A 1280 px window at 200 %, and the narrowest screen that must do without scrolling sideways. */
export const zoomed: BrowserContextOptions = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }
export const narrow: BrowserContextOptions = { viewport: { width: 320, height: 568 } }

/** Opens a page as somebody who is logged in; what goes wrong in it is told to `fault`. */
export async function openAs(
  { browser, house, fault }: { browser: OpenedBrowser; house: PagesHouse; fault: (words: string) => void },
  person: string,
  path: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.on('pageerror', error => fault(error.message))
  page.on('console', message => {
    if (message.type() === 'error') fault(message.text())
  })
  const { cookies } = await house.visit(person)
  for (const [name, value] of cookies) await context.addCookies([{ name, value, url: house.url }])
  await page.goto(`${house.url}${path}`)
  await page.waitForSelector('h1')
  return page
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
