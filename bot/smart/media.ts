import { decryptFile } from '@wecom/aibot-node-sdk'
import { type Handed, readHandedIn } from '../../handlers/document/handed-in.ts'
import { type Http, mediaTimeout } from '../api/http.ts'
import type { Media } from './frames.ts'

/** What is taken as a file, in bytes; encrypted it is at most 32 more. */
const largest = 20 * 1024 * 1024

/** Where the vendor keeps what people send to a smart bot: its own hosts, and its buckets for smart bots. */
const vendorHosts = [/(^|\.)weixin\.qq\.com$/, /^ww-aibot-[\w-]+\.cos\.[\w-]+\.myqcloud\.com$/]

/** An address that a message brings is only opened at a configured base, or at the vendor's: it must not lead anywhere else. */
export function isMediaAddress(address: string, bases: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username || url.password) return false
  if (bases.includes(url.origin)) return true
  return url.protocol === 'https:' && url.port === '' && vendorHosts.some(host => host.test(url.hostname))
}

const failed = '文件没有取到，请再发一次。'

/**
 * Fetches what somebody sent, decrypts and reads it. Its address serves five minutes: at once, and never later.
 * Always gives what an act may be told, in the worst case a sentence.
 */
export async function fetchHanded(
  { http, bases }: { http: Http; bases: readonly string[] },
  { url, aeskey }: Media,
): Promise<Handed> {
  if (!isMediaAddress(url, bases)) return { name: '文件', sentence: failed }
  try {
    const { status, bytes, disposition } = await http.fetch({
      url: new URL(url),
      timeout: mediaTimeout,
      largest: largest + 64,
    })
    const name = nameIn(disposition) ?? '文件'
    if (bytes === null) return { name, sentence: '文件超过 20 MB，请拆开后分别发。' }
    if (status !== 200) return { name, sentence: failed }
    return await readHandedIn(name, aeskey === undefined ? bytes : decryptFile(bytes, aeskey))
  } catch {
    return { name: '文件', sentence: failed }
  }
}

/** The name a file was sent under stands in the download's header and nowhere else. */
export function nameIn(disposition: string | null): string | null {
  const extended = /filename\*=utf-8''([^;\s]+)/iu.exec(disposition ?? '')?.[1]
  const plain = /filename="?([^";]+)"?/iu.exec(disposition ?? '')?.[1]
  const name = extended ?? plain
  if (name === undefined) return null
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
