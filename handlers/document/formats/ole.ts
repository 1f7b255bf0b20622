const entry = 128
const nameBytes = 64

/** The names in an OLE file, where Office up to 2003 keeps its streams. Entries begin at multiples of their length. */
function namesIn(bytes: Uint8Array): Set<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const names = new Set<string>()
  for (let at = 512; at + entry <= buffer.length; at += entry) {
    const length = buffer.readUInt16LE(at + nameBytes)
    const kind = buffer.readUInt8(at + nameBytes + 2)
    const isStream = kind === 1 || kind === 2
    if (!isStream || length < 4 || length > nameBytes || length % 2 === 1) continue
    const name = buffer.toString('utf16le', at, at + length - 2)
    if (/^[\x01-\x7e]+$/.test(name)) names.add(name)
  }
  return names
}

export const ole = { start: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', namesIn }
