import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { pictureLimits } from '../album.ts'
import { damaged, tooLarge } from '../unreadable.ts'
import { walk } from './walk.ts'

/** Bytes of what is needed of a document, unpacked. */
const largest = 100 * 1024 * 1024
/** How often deflate can repeat itself at most is about 1030; texts stay far below. */
const largestRatio = 200
/** Small parts may repeat themselves as often as they like. */
const unsuspicious = 1024 * 1024

/** More than is kept, since some are of kinds that are not, and most of this is never looked at. */
const picturesUnpacked = 4 * pictureLimits.sum

/** The parts of a .docx that hold text, and pictures small enough to be kept, by their names. */
export type Parts = Record<string, Uint8Array>

/**
 * Unpacks what holds text or may be shown. The sizes are summed before anything is unpacked; they may lie,
 * but no part is given more room than it announced, and one that does not fit is damaged.
 */
export function unpack(bytes: Uint8Array): Parts {
  let sum = 0
  let pictures = 0
  const announced = new Map<string, number>()
  const filter = ({ name, size, originalSize }: { name: string; size: number; originalSize: number }): boolean => {
    if (/\/media\//.test(name)) {
      if (originalSize > pictureLimits.bytes || pictures + originalSize > picturesUnpacked) return false
      pictures += originalSize
      announced.set(name, originalSize)
      return true
    }
    if (!/\.(?:xml|rels)$/i.test(name) || /^(?:customXml|docProps)\//.test(name)) return false
    sum += originalSize
    if (sum > largest || (originalSize > unsuspicious && originalSize > size * largestRatio)) throw tooLarge()
    announced.set(name, originalSize)
    return true
  }
  const parts = unzipSync(bytes, { filter })
  for (const [name, part] of Object.entries(parts)) {
    if (part.length !== announced.get(name)) throw damaged(new Error(`size of ${name}`))
  }
  return parts
}

/** Packs parts again, uncompressed. */
export const pack = (parts: Parts): Uint8Array => zipSync(parts, { level: 0 })

/** A part as text. UTF-16 is rare, and said by a byte order mark. */
export function textOf(part: Uint8Array | undefined): string | undefined {
  if (!part) return undefined
  const [first, second] = part
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(part)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(part)
  return strFromU8(part).replace(/^\ufeff/, '')
}

export const bytesOf = (text: string): Uint8Array => strToU8(text)

/** The name of the part that another one, or the package (''), names as `type`, else undefined. */
export function related(parts: Parts, from: string, type: string): string | undefined {
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  const xml = textOf(parts[`${folder}_rels/${from.slice(folder.length)}.rels`])
  let found: string | undefined
  if (xml === undefined) return undefined
  walk(xml, {
    open: (name, { Type: named = '', Target: target = '' }) => {
      if (!found && name.endsWith('Relationship') && named.endsWith(`/relationships/${type}`)) {
        found = target.startsWith('/') ? target.slice(1) : folder + target
      }
    },
  })
  return found !== undefined && Object.hasOwn(parts, found) ? found : undefined
}
