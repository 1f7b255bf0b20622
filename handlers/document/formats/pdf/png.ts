import { crc32, deflateSync } from 'node:zlib'

/** Eight bits a sample: grey or RGB. */
export interface Raster {
  width: number
  height: number
  channels: 1 | 3
  /** Row by row, without anything between. */
  samples: Uint8Array
}

/** The same picture as a PNG, loss-free. */
export function pngOf({ width, height, channels, samples }: Raster): Uint8Array {
  const row = width * channels
  const filtered = Buffer.alloc(height * (row + 1))
  for (let y = 0; y < height; y++) filtered.set(samples.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  return framed(width, height, channels, deflateSync(filtered))
}

/** Around what is compressed as a PNG is already. */
export function framed(width: number, height: number, channels: 1 | 3, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, channels === 1 ? 0 : 2, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, check])
}
