// Fonts that are not embedded name one of Adobe's tables for Chinese, which pdf.js would fetch: here they are made.

/** Adobe's own numbers of glyphs end below this. Ours begin here, so that neither is taken for the other. */
const first = 0x8000

/** The characters of GBK: their codes, and the numbers of glyphs that these tables give them. */
function characters(): { gbk: number; unicode: number; glyph: number }[] {
  const decoder = new TextDecoder('gbk')
  const found: { gbk: number; unicode: number; glyph: number }[] = []
  const add = (gbk: number, bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes))
    const unicode = text.charCodeAt(0)
    if (text.length === 1 && unicode !== 0xfffd) found.push({ gbk, unicode, glyph: first + found.length })
  }
  for (let code = 0x20; code < 0x7f; code++) add(code, [code])
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) add(lead * 256 + trail, [lead, trail])
  }
  return found
}

const hex = (value: number, digits = 4): string => `<${value.toString(16).padStart(digits, '0')}>`

/** A table as PostScript writes it. */
function table(name: string, codeSpaces: readonly string[], kind: 'cid' | 'bf', pairs: readonly string[]): Uint8Array {
  const blocks: string[] = []
  for (let from = 0; from < pairs.length; from += 100) {
    const block = pairs.slice(from, from + 100)
    blocks.push(`${block.length} begin${kind}char\n${block.join('\n')}\nend${kind}char`)
  }
  const spaces = `${codeSpaces.length} begincodespacerange\n${codeSpaces.join('\n')}\nendcodespacerange`
  return new TextEncoder().encode(`/CMapName /${name} def\nbegincmap\n${spaces}\n${blocks.join('\n')}\nendcmap`)
}

const twoBytes = ['<0000> <ffff>']
const gbkBytes = ['<00> <80>', '<8140> <fefe>']

function tableNamed(name: string): Uint8Array | null {
  if (/^(?:GB-EUC|GBK-EUC|GBKp-EUC|GBK2K|GBpc-EUC)-[HV]$/.test(name)) {
    const pairs = characters().map(({ gbk, glyph }) => `${hex(gbk, gbk < 256 ? 2 : 4)} ${glyph}`)
    return table(name, gbkBytes, 'cid', pairs)
  }
  const pairs = (): string[] => characters().map(({ unicode, glyph }) => `${hex(unicode)} ${glyph}`)
  if (/^UniGB-(?:UCS2|UTF16)-[HV]$/.test(name)) return table(name, twoBytes, 'cid', pairs())
  if (name !== 'Adobe-GB1-UCS2') return null
  return table(
    name,
    twoBytes,
    'bf',
    characters().map(({ unicode, glyph }) => `${hex(glyph)} ${hex(unicode)}`),
  )
}

/** What pdf.js asks for its data: the tables of simplified Chinese, and nothing else. */
export class ChineseTables {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const found = tableNamed(filename)
    if (!found) throw new Error(`no ${filename}`)
    return found
  }
}
