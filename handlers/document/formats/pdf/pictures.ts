import { applied, matrixOf, type Matrix, multiplied, identity } from './matrix.ts'
import { type Dict, Lexer, Name, type Objects, Operator, Ref, type Value } from './objects.ts'

/** A picture as it is set on a page; the page's origin is at the top left, lengths are in points. */
export interface PlacedPicture {
  left: number
  top: number
  right: number
  bottom: number
  /** Its object, the same wherever it is set; null where it is written into the page. */
  object: number | null
}

/** More on a page are a drawing. */
const most = 200
/** Forms may set one another again and again. */
const mostForms = 500

/** The pictures that a page sets, those in its forms too. `transform` is the viewport's. */
export function picturesOn(objects: Objects, page: number, transform: Matrix): PlacedPicture[] {
  const dict = objects.dict(new Ref(page))
  if (!dict) return []
  const found: PlacedPicture[] = []
  let forms = 0
  run(contentOf(objects, dict.get('Contents')), resourcesOf(objects, dict), transform, 0)
  return found

  function run(content: string, resources: Dict | undefined, start: Matrix, depth: number): void {
    const named = objects.dict(resources?.get('XObject'))
    const lexer = new Lexer(content)
    const saved: Matrix[] = []
    let current = start
    let values: Value[] = []
    for (;;) {
      const item = lexer.next(false)
      if (item === undefined || found.length > most) return
      if (!(item instanceof Operator)) {
        if (values.length < 64) values.push(item)
        continue
      }
      if (item.name === 'q') saved.push(current)
      else if (item.name === 'Q') current = saved.pop() ?? start
      else if (item.name === 'cm') current = multiplied(current, matrixOf(values))
      else if (item.name === 'BI') {
        skipInline(lexer)
        place(current, null)
      } else if (item.name === 'Do' && values[0] instanceof Name)
        draw(named?.get(values[0].name), resources, current, depth)
      values = []
    }
  }

  function draw(value: Value | undefined, resources: Dict | undefined, current: Matrix, depth: number): void {
    const stream = objects.stream(value)
    const kind = stream?.dict.get('Subtype')
    if (!stream || !(kind instanceof Name) || !(value instanceof Ref)) return
    if (kind.name === 'Image') place(current, value.number)
    if (kind.name !== 'Form' || depth > 4 || ++forms > mostForms) return
    const matrix = objects.get(stream.dict.get('Matrix'))
    const inner = multiplied(current, Array.isArray(matrix) ? matrixOf(matrix) : identity)
    const own = objects.dict(stream.dict.get('Resources')) ?? resources
    run(textOf(objects.unpacked(stream)), own, inner, depth + 1)
  }

  /** A picture fills the square of one by one. */
  function place(matrix: Matrix, object: number | null): void {
    const [one, other] = [applied(matrix, 0, 0), applied(matrix, 1, 1)]
    const [left, right] = [one[0], other[0]].sort((a, b) => a - b) as [number, number]
    const [top, bottom] = [one[1], other[1]].sort((a, b) => a - b) as [number, number]
    found.push({ left, top, right, bottom, object })
  }
}

/** What a page does not say, the pages above it may. */
function resourcesOf(objects: Objects, page: Dict): Dict | undefined {
  let dict: Dict | undefined = page
  for (let depth = 0; dict && depth < 20; depth++) {
    const own = objects.dict(dict.get('Resources'))
    if (own) return own
    dict = objects.dict(dict.get('Parent'))
  }
  return undefined
}

function contentOf(objects: Objects, contents: Value | undefined): string {
  const list = objects.get(contents)
  const streams = Array.isArray(list) ? list : [contents]
  return streams.map(stream => textOf(objects.unpacked(objects.stream(stream)))).join('\n')
}

const textOf = (bytes: Uint8Array | undefined): string =>
  bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') : ''

/** From after BI to after EI: the bytes between may be anything. */
function skipInline(lexer: Lexer): void {
  const data = /\sID\s/g
  data.lastIndex = lexer.at
  const start = data.exec(lexer.text)
  const end = /\sEI(?=[\s]|$)/g
  end.lastIndex = start ? data.lastIndex : lexer.at
  lexer.at = end.exec(lexer.text) ? end.lastIndex : lexer.text.length
}
