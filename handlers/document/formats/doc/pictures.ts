/** Where a picture's data begins in the stream `Data`: a property of the character that stands for it. */
export const pictureLocation = 0x6a03

/** The kinds of records in which Office keeps a picture as a file of its own: JPEG (two kinds), PNG. */
const shown = new Set([0xf01d, 0xf01e, 0xf02a])
/** A record that keeps others before its own picture. */
const entry = 0xf007
const entryHead = 36

/** The picture whose data begins there, as the file that was put in; null where it is of a kind that only Office knows. */
export function pictureAt(data: Buffer, location: number): Buffer | null {
  if (location + 6 > data.length) return null
  const end = Math.min(location + data.readUInt32LE(location), data.length)
  const from = location + data.readUInt16LE(location + 4)
  // A name may stand before the records where the picture was linked.
  const named = data.readUInt16LE(location + 6) === 0x66 ? 1 + (data[from] ?? 0) : 0
  return within(data, from + named, end, 0)
}

/** Looks through records, and those in them. */
function within(data: Buffer, from: number, to: number, depth: number): Buffer | null {
  for (let at = from; at + 8 <= to && depth < 8;) {
    const [kind, type, length] = [data.readUInt16LE(at), data.readUInt16LE(at + 2), data.readUInt32LE(at + 4)]
    const [start, end] = [at + 8, Math.min(at + 8 + length, to)]
    if (shown.has(type)) return fileIn(data.subarray(start, end))
    const inner =
      type === entry
        ? within(data, start + entryHead + (data[start + 33] ?? 0), end, depth + 1)
        : (kind & 0xf) === 0xf
          ? within(data, start, end, depth + 1)
          : null
    if (inner) return inner
    at = end
  }
  return null
}

/** One or two digests and a byte stand before the file. */
function fileIn(record: Buffer): Buffer | null {
  const head = record.subarray(0, 64).toString('latin1')
  const at = Math.max(head.indexOf('\x89PNG\r\n\x1a\n'), head.indexOf('\xff\xd8\xff'))
  return at < 0 ? null : record.subarray(at)
}
