/** The properties of Word's old format that are read here. */
export const sprm = {
  paragraphLevel: 0x260a,
  paragraphList: 0x460b,
  inTable: 0x2416,
  endsRow: 0x2417,
  endsInnerCell: 0x244b,
  hidden: 0x083c,
  tableRow: 0xd608,
} as const

/** How many bytes follow a property, by the three highest bits of its code; a counted one says it itself. */
const sizes = [1, 1, 2, 4, 2, 2, null, 3]

/** `value` is unsigned, of the first four bytes at most; `bytes` are all of them. */
export interface Sprm {
  code: number
  value: number
  bytes: Buffer
}

/** Reads a list of properties. Stops where the list is cut off. */
export function* sprmsIn(bytes: Buffer): Generator<Sprm> {
  for (let at = 0; at + 2 < bytes.length;) {
    const code = bytes.readUInt16LE(at)
    at += 2
    const size = sizes[code >> 13] ?? countedSize(bytes, at, code)
    if (at + size > bytes.length) return
    yield {
      code,
      value: size === 0 ? 0 : bytes.readUIntLE(at, Math.min(size, 4)),
      bytes: bytes.subarray(at, at + size),
    }
    at += size
  }
}

function countedSize(bytes: Buffer, at: number, code: number): number {
  // The definition of a table's row counts in two bytes.
  if (code === sprm.tableRow) return at + 2 <= bytes.length ? bytes.readUInt16LE(at) + 1 : bytes.length
  return bytes.readUInt8(at) + 1
}

/** Where the cells of a row begin and end, from left to right, in twentieths of a point. Empty where it is not said. */
export function edgesIn(row: Buffer): number[] {
  for (const { code, bytes } of sprmsIn(row)) {
    if (code !== sprm.tableRow || bytes.length < 3) continue
    const count = Math.min(bytes.readUInt8(2) + 1, Math.floor((bytes.length - 3) / 2))
    return Array.from({ length: count }, (_, index) => bytes.readInt16LE(3 + index * 2))
  }
  return []
}
