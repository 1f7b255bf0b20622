import { SaxesParser } from 'saxes'

/** The inside of an element: its text, or its children by name in order. */
export type Branch = string | Tree
export interface Tree {
  [name: string]: Branch[]
}

/** Reads the children of the root element; null where it is no XML. */
export function readXml(xml: string): Tree | null {
  const stack: { name: string; text: string; cdata: string | null; children: Tree }[] = []
  let root: Tree | null = null
  const parser = new SaxesParser()
  try {
    parser.on(
      'opentag',
      ({ name }) => void stack.push({ name, text: '', cdata: null, children: Object.create(null) as Tree }),
    )
    parser.on('text', text => {
      const top = stack.at(-1)
      if (top) top.text += text
    })
    parser.on('cdata', text => {
      const top = stack.at(-1)
      if (top) top.cdata = (top.cdata ?? '') + text
    })
    parser.on('closetag', () => {
      const element = stack.pop()
      if (!element) return
      const { name, text, cdata, children } = element
      const parent = stack.at(-1)
      if (!parent) root = children
      else (parent.children[name] ??= []).push(Object.keys(children).length ? children : (cdata ?? text))
    })
    parser.write(xml).close()
  } catch {
    return null
  }
  return root
}

/** The text of an element; empty where there is none. */
export function textOf(tree: Tree | null, name: string): string {
  const [first] = tree?.[name] ?? []
  return typeof first === 'string' ? first : ''
}

/** The children of an element; null where it has none. */
export function treeOf(tree: Tree | null, name: string): Tree | null {
  const [first] = tree?.[name] ?? []
  return typeof first === 'object' ? first : null
}

/** Writes elements as WeCom does: texts as CDATA, numbers bare. */
export type Elements = [name: string, value: string | number | bigint | Elements][]

export const writeXml = (elements: Elements): string =>
  elements
    .map(([name, value]) => {
      if (Array.isArray(value)) return `<${name}>${writeXml(value)}</${name}>`
      return `<${name}>${typeof value === 'string' ? cdata(value) : value}</${name}>`
    })
    .join('')

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
