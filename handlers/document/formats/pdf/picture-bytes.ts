import { type Dict, Name, type Objects, Ref, type Stream, type Value } from './objects.ts'
import { framed, pngOf } from './png.ts'

/** More samples than this are no picture of 300 KB, and would take the memory of many. */
const mostSamples = 24_000_000

/**
 * A picture of a PDF as a file of its own: a JPEG as it lies there, what is deflated as a PNG, loss-free, on white where
 * it is transparent. Null for the kinds that only PDFs know; `large` for one that need not be looked at.
 */
export function pictureBytes(objects: Objects, number: number): Uint8Array | 'large' | null {
  const stream = objects.stream(new Ref(number))
  if (!stream) return null
  const { dict } = stream
  const filters = objects.filters(stream)
  const space = spaceOf(objects, dict.get('ColorSpace'))
  if (filters.length === 1 && /^DCT/.test(filters[0] ?? '')) return space?.channels === 4 ? null : stream.raw
  const [width, height] = [objects.get(dict.get('Width')), objects.get(dict.get('Height'))]
  if (typeof width !== 'number' || typeof height !== 'number' || !space || space.channels === 4) return null
  if (objects.get(dict.get('BitsPerComponent')) !== 8 || dict.has('Mask')) return null
  if (width * height * space.channels > mostSamples) return 'large'
  if (filters.length === 1 && objects.predictor(stream) >= 10 && !space.palette && !dict.has('SMask')) {
    return framed(width, height, space.channels, stream.raw)
  }
  const samples = objects.unpacked(stream)
  if (!samples || samples.length < width * height * space.channels) return null
  const raster = space.palette ? throughPalette(samples, space.palette) : { channels: space.channels, samples }
  return pngOf({ width, height, ...onWhite(raster, alphaOf(objects, stream, width * height)) })
}

interface Space {
  channels: 1 | 3 | 4
  palette?: Uint8Array
}

const known: Record<string, 1 | 3 | 4> = {
  DeviceGray: 1,
  CalGray: 1,
  G: 1,
  DeviceRGB: 3,
  CalRGB: 3,
  RGB: 3,
  DeviceCMYK: 4,
}

function spaceOf(objects: Objects, value: Value | undefined): Space | null {
  const space = objects.get(value)
  if (space instanceof Name) return channelsOf(known[space.name])
  if (!Array.isArray(space)) return null
  const kind = objects.get(space[0])
  if (!(kind instanceof Name)) return null
  if (kind.name === 'ICCBased') return channelsOf(objects.get(objects.stream(space[1])?.dict.get('N')))
  if (kind.name !== 'Indexed') return channelsOf(known[kind.name])
  const base = spaceOf(objects, space[1])
  const table = objects.get(space[3])
  const bytes = typeof table === 'string' ? Buffer.from(table, 'latin1') : objects.unpacked(objects.stream(space[3]))
  return base?.channels === 3 && bytes ? { channels: 1, palette: bytes } : null
}

const channelsOf = (channels: unknown): Space | null =>
  channels === 1 || channels === 3 || channels === 4 ? { channels } : null

interface Samples {
  channels: 1 | 3
  samples: Uint8Array
}

function throughPalette(samples: Uint8Array, palette: Uint8Array): Samples {
  const colours = new Uint8Array(samples.length * 3)
  samples.forEach((sample, index) => colours.set(palette.subarray(sample * 3, sample * 3 + 3), index * 3))
  return { channels: 3, samples: colours }
}

/** How opaque each point is; null where all are. Of another size than the picture it is left out. */
function alphaOf(objects: Objects, { dict }: { dict: Dict }, points: number): Uint8Array | null {
  const mask: Stream | undefined = objects.stream(dict.get('SMask'))
  const alpha = mask && objects.get(mask.dict.get('BitsPerComponent')) === 8 ? objects.unpacked(mask) : undefined
  return alpha && alpha.length >= points ? alpha : null
}

function onWhite({ channels, samples }: Samples, alpha: Uint8Array | null): Samples {
  if (!alpha) return { channels, samples }
  const seen = Uint8Array.from(samples, (sample, index) => {
    const opaque = alpha[Math.floor(index / channels)] ?? 255
    return Math.round((sample * opaque + 255 * (255 - opaque)) / 255)
  })
  return { channels, samples: seen }
}
