/** A stretch of the file and the properties it has. Positions count bytes of the stream `WordDocument`. */
export interface Run {
  from: number
  to: number
  properties: Buffer
}

const page = 512

/**
 * The stretches of a table of pages: where the page numbers stand (`at`, `size` in `table`),
 * how long an entry is, and how the properties begin at their place in a page.
 */
export function* runsIn(
  file: Buffer,
  pages: Buffer,
  entry: number,
  propertiesAt: (page: Buffer, at: number) => Buffer,
): Generator<Run> {
  const count = Math.floor((pages.length - 4) / 8)
  for (let index = 0; index < count; index++) {
    const number = pages.readUInt32LE((count + 1) * 4 + index * 4) & 0x3fffff
    const bytes = file.subarray(number * page, (number + 1) * page)
    if (bytes.length < page) return
    const runs = bytes.readUInt8(page - 1)
    for (let run = 0; run < runs; run++) {
      const at = bytes.readUInt8((runs + 1) * 4 + run * entry) * 2
      const [from, to] = [bytes.readUInt32LE(run * 4), bytes.readUInt32LE((run + 1) * 4)]
      yield { from, to, properties: at === 0 ? Buffer.alloc(0) : propertiesAt(bytes, at) }
    }
  }
}

/** Of a paragraph: its style's index, two bytes, and its properties. */
export function paragraphAt(bytes: Buffer, at: number): Buffer {
  const words = bytes.readUInt8(at)
  return words === 0
    ? bytes.subarray(at + 2, at + 2 + 2 * bytes.readUInt8(at + 1))
    : bytes.subarray(at + 1, at + 2 * words)
}

export const charactersAt = (bytes: Buffer, at: number): Buffer => bytes.subarray(at + 1, at + 1 + bytes.readUInt8(at))
