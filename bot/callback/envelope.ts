import { SaxesParser } from 'saxes'
import { Refused } from './refusal.ts'

/** The inside of an element: its text, or its children by name; a name that comes again is an array. */
export type Branch = string | Tree
export interface Tree {
  [name: string]: Branch | Branch[]
}

const maxDepth = 12
const maxElements = 2000

/** Reads the children of the root element `xml`. Throws `Refused` (`garbage`). */
export type ReadXml = (xml: string) => Tree

/**
 * A reader of WeCom's XML, for one parse at a time.
 *
 * Strict: XML that is not well formed is refused, and so are document types (with them every entity but the five of XML),
 * more than 12 levels and more than 2000 elements. Where an element holds CDATA, white space around it does not count.
 * The parser is used again for the next text: building one costs as much as reading a callback.
 */
export function xmlReader(): ReadXml {
  let building = build()
  return xml => {
    try {
      return building.read(xml)
    } catch (error) {
      // A parser that stopped in the middle cannot be used again.
      building = build()
      throw error instanceof Refused ? error : new Refused('garbage', 'XML not well formed')
    }
  }
}

interface Frame {
  name: string
  text: string
  cdata: string | null
  children: Tree | null
}

function build(): { read: ReadXml } {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let stack: Frame[] = []
  let elements = 0
  let root: Frame | null = null

  parser.on('doctype', () => {
    throw new Refused('garbage', 'XML with a document type')
  })
  parser.on('opentagstart', ({ name }) => {
    if (stack.length >= maxDepth || ++elements > maxElements) throw new Refused('garbage', 'XML too deep or too large')
    stack.push({ name, text: '', cdata: null, children: null })
  })
  parser.on('text', text => {
    const frame = stack.at(-1)
    if (frame) frame.text += text
  })
  parser.on('cdata', text => {
    const frame = stack.at(-1)
    if (frame) frame.cdata = (frame.cdata ?? '') + text
  })
  parser.on('closetag', () => {
    const frame = stack.pop()
    if (!frame) return
    const parent = stack.at(-1)
    if (!parent) {
      root = frame
      return
    }
    // Without a prototype, so that an element called `__proto__` is one like any other.
    parent.children ??= Object.create(null) as Tree
    const inside = frame.children ?? insideOf(frame)
    const before = parent.children[frame.name]
    if (before === undefined) parent.children[frame.name] = inside
    else if (Array.isArray(before)) before.push(inside)
    else parent.children[frame.name] = [before, inside]
  })

  return {
    read: xml => {
      stack = []
      elements = 0
      root = null
      parser.write(xml).close()
      return childrenOf(root)
    },
  }
}

function insideOf({ text, cdata }: Frame): string {
  if (cdata === null) return text
  if (text.trim() !== '') throw new Refused('garbage', 'text beside CDATA')
  return cdata
}

function childrenOf(root: Frame | null): Tree {
  if (root?.name !== 'xml' || !root.children) throw new Refused('garbage', 'XML of another kind')
  return root.children
}

// What XML 1.0 does not allow in a document, however written. People paste such characters from word processors.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const forbiddenAll = new RegExp(forbidden, 'g')

/**
 * Takes out of a decrypted message what XML forbids: WeCom passes on what people paste,
 * and their message shall be heard. Vertical tab and form feed are line breaks; the others say nothing.
 */
export function heal(xml: string): string {
  if (!forbidden.test(xml)) return xml
  return xml.replace(forbiddenAll, found => (found === '\u000b' || found === '\u000c' ? '\n' : ''))
}

/** Writes text as CDATA. `]]>` inside is divided between two sections; what XML forbids is left out. */
export function cdata(text: string): string {
  return `<![CDATA[${heal(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
