import { execFile } from 'node:child_process'
import { access, chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { z } from 'zod'

const { resolve } = createRequire(import.meta.url)
const chromiumMain = resolve('@sparticuz/chromium')
/** The package exports only its code; the fonts lie beside it. */
const fontsFolder = join(dirname(resolve('@embedpdf/fonts-sc')), '../fonts')

const here = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }

/** A phone of the usual size, touched rather than clicked. */
export const phone: BrowserContextOptions = {
  ...here,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

export const desktop: BrowserContextOptions = { ...here, viewport: { width: 1280, height: 800 } }

export interface OpenedBrowser {
  browser: Browser
  /** A window of its own, without cookies, in Chinese and in Shanghai's time whatever else `options` say. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

/**
 * Starts a headless Chromium that needs nothing of the system: it is unpacked from the installed package, with the
 * libraries it lacks elsewhere and with one Chinese font, so that pictures are the same on every machine.
 * The first start takes about 5 s and 220 MB in the system's folder for temporary files, later ones under a second.
 */
export async function openBrowser(): Promise<OpenedBrowser> {
  const folder = await unpackedOnce()
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
  return {
    browser,
    newContext: options => browser.newContext({ ...here, ...options }),
    close: () => browser.close(),
  }
}

/** The folder with the browser, named by version and user. Only a whole one ever has that name. */
async function unpackedOnce(): Promise<string> {
  const version = `${await versionAt(join(dirname(chromiumMain), '../..'))}-${await versionAt(join(fontsFolder, '..'))}`
  const folder = join(tmpdir(), `qingfeng-browser-${version}-${userInfo().uid}`)
  if (await exists(folder)) return folder
  const fresh = await mkdtemp(`${folder}-`)
  try {
    await unpackInto(fresh, folder)
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    // Another process was quicker: a folder that is not empty is never renamed over.
    if (!(await exists(folder))) throw error
  }
  return folder
}

/** `named` is what the folder will be called: the fonts' configuration holds that name. */
async function unpackInto(folder: string, named: string): Promise<void> {
  // In a process of its own: the package takes its folder, and whether to unpack libraries, from the environment.
  await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(chromiumMain).href)})
       await (chromium.default ?? chromium).executablePath()`,
    ],
    { env: { PATH: process.env['PATH'], TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } },
  )
  await chmod(join(folder, 'chromium'), 0o755)
  await mkdir(join(folder, 'fonts'), { recursive: true })
  for (const weight of ['Regular', 'Bold']) {
    await cp(join(fontsFolder, `NotoSansHans-${weight}.otf`), join(folder, 'fonts', `NotoSansHans-${weight}.otf`))
  }
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${named}/fonts</dir>
  <cachedir>${named}/font-cache</cachedir>
</fontconfig>
`,
  )
}

const versionAt = async (folder: string): Promise<string> =>
  z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).version

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
