/** The operators of a page that set a text there, `y` from the bottom; a character is as wide as its size. */
export const words = (text: string, x: number, y: number, size = 16): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td <${hex(text)}> Tj ET\n`

/** A border as Word writes it: a thin filled rectangle. */
export const bar = (x: number, y: number, width: number, height: number): string =>
  `${x} ${y} ${width} ${height} re f\n`

const hex = (text: string): string =>
  [...text].map(sign => (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')

/** A picture of a PDF: its entries, and its bytes as they lie there. */
export interface PdfPicture {
  dict: string
  bytes: Uint8Array
}

/** The operators that set a picture there, `y` from the bottom. */
export const set = (name: string, x: number, y: number, width: number, height: number): string =>
  `q ${width} 0 0 ${height} ${x} ${y} cm /${name} Do Q\n`

/** A PDF of A4 pages with these contents, set in a font that is not embedded. `trailer` is added to its trailer; every page may set the `pictures`. */
export function pdfFile(
  pages: readonly (string | Uint8Array)[],
  trailer = '',
  pictures: Record<string, PdfPicture> = {},
): Uint8Array {
  const first = 5 + pages.length * 2
  const named = Object.keys(pictures).map((name, index) => `/${name} ${first + index} 0 R`)
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`).join(' ')
  const objects: Uint8Array[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 800/StemV 80>>>>',
  ].map(object => Buffer.from(object))
  pages.forEach((page, index) => {
    const packed = typeof page !== 'string'
    const content = packed ? page : Buffer.from(page)
    objects.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<<${named.join('')}>>>>/Contents ${6 + index * 2} 0 R>>`,
      ),
      Buffer.concat([
        Buffer.from(`<<${packed ? '/Filter/FlateDecode' : ''}/Length ${content.length}>>stream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    )
  })
  for (const { dict, bytes } of Object.values(pictures)) {
    const head = Buffer.from(`<</Type/XObject/Subtype/Image${dict}/Length ${bytes.length}>>stream\n`)
    objects.push(Buffer.concat([head, bytes, Buffer.from('\nendstream')]))
  }
  const body = objects.flatMap((object, index) => [
    Buffer.from(`${index + 1} 0 obj\n`),
    object,
    Buffer.from('\nendobj\n'),
  ])
  const end = `trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\n%%EOF`
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), ...body, Buffer.from(end)])
}
