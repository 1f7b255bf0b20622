/** Where the head of a Word file says its parts are, in the stream `WordDocument`. */
const places = { styles: 0x00a2, characters: 0x00fa, paragraphs: 0x0102, lists: 0x02e2, overrides: 0x02ea } as const

/** A part of the table stream; empty where there is none. */
export function partOf(file: Buffer, table: Buffer, name: keyof typeof places): Buffer {
  const { from, to } = extentOf(file, name)
  return table.subarray(from, to)
}

/** Where a part stands in the table stream. */
export function extentOf(file: Buffer, name: keyof typeof places): { from: number; to: number } {
  const place = places[name]
  if (file.length < place + 8) return { from: 0, to: 0 }
  const from = file.readUInt32LE(place)
  return { from, to: from + file.readUInt32LE(place + 4) }
}

/** Word 97 or newer; older ones are written otherwise. */
export const isModern = (file: Buffer): boolean => file.length >= 0x200 && file.readUInt16LE(0) === 0xa5ec
export const isEncrypted = (file: Buffer): boolean => (file.readUInt16LE(0x0a) & 0x0100) !== 0
