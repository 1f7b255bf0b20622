import { strToU8, zipSync } from 'fflate'
import { pngOf } from '../../../handlers/document/formats/pdf/png.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const names = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${office}"`,
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ')

const types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/><Default Extension="svg" ContentType="image/svg+xml"/></Types>`
const relationships = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${packaged}/relationships">${inner}</Relationships>`
const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
const part = (root: string, inner: string): string => `<?xml version="1.0"?><w:${root} ${names}>${inner}</w:${root}>`

/** A picture of one colour, 0 … 255. */
export const png = (grey: number, width = 120, height = 60): Uint8Array =>
  pngOf({ width, height, channels: 1, samples: new Uint8Array(width * height).fill(grey) })
/** One that hardly shrinks: it has about this many bytes. */
export const largePng = (bytes: number, seed = 1): Uint8Array => {
  let state = seed
  const samples = Uint8Array.from({ length: bytes }, () => (state = (state * 48271) % 2147483647) % 251)
  return pngOf({ width: 1000, height: Math.floor(bytes / 1000), channels: 1, samples })
}

/** The inner XML of the parts of a document, as Word writes them. */
export interface WordParts {
  body: string
  numbering?: string
  styles?: string
  footnotes?: string
  /** Further pictures, by their names: `photo.jpg` has the id `photo`. */
  pictures?: Record<string, Uint8Array>
}

/** A .docx with these parts, and one picture under the id `picture`. */
export function wordFile({ body, numbering = '', styles = '', footnotes = '', pictures = {} }: WordParts): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8(types),
    '_rels/.rels': strToU8(relationships(relationship('r1', 'officeDocument', 'word/document.xml'))),
    'word/_rels/document.xml.rels': strToU8(
      relationships(
        relationship('r1', 'numbering', 'numbering.xml') +
          relationship('r2', 'styles', 'styles.xml') +
          relationship('r3', 'footnotes', 'footnotes.xml') +
          relationship('picture', 'image', 'media/image1.png') +
          Object.keys(pictures)
            .map(name => relationship(name.replace(/\..*/, ''), 'image', `media/${name}`))
            .join(''),
      ),
    ),
    'word/document.xml': strToU8(part('document', `<w:body>${body}</w:body>`)),
    'word/numbering.xml': strToU8(part('numbering', numbering)),
    'word/styles.xml': strToU8(part('styles', styles)),
    'word/footnotes.xml': strToU8(part('footnotes', footnotes)),
    'word/media/image1.png': png(200),
    ...Object.fromEntries(Object.entries(pictures).map(([name, bytes]) => [`word/media/${name}`, bytes])),
  })
}

export const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`

export const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${text.startsWith('<') ? text : run(text)}</w:p>`

/** A paragraph in a list. */
export const numbered = (text: string, list: number, level = 0): string =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`)

/** A picture within a paragraph. */
export const drawingOf = (id: string): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
export const drawing = drawingOf('picture')

export interface LevelXml {
  format: string
  text: string
  start?: number
  more?: string
}

export const abstractList = (id: number, levels: readonly LevelXml[], more = ''): string =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels
    .map(
      ({ format, text, start = 1, more = '' }, level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`,
    )
    .join('')}</w:abstractNum>`

export const list = (id: number, abstract: number, overrides = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${overrides}</w:num>`
