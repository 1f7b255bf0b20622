import { SaxesParser } from 'saxes'
import { damaged } from '../unreadable.ts'

export type Attributes = Record<string, string>

export interface Walk {
  /** `end` is the index right after the tag. */
  open?: (name: string, attributes: Attributes, end: number) => void
  close?: (name: string, end: number) => void
  text?: (text: string) => void
  /** False for an element to pass over with all it contains. */
  within?: (name: string) => boolean
}

/** Walks through XML. Whatever is not well formed, and any document type, is a damaged file. */
export function walk(xml: string, { open, close, text, within }: Walk): void {
  const parser = new SaxesParser()
  let skipped = 0
  parser.on('error', error => {
    throw damaged(error)
  })
  parser.on('doctype', () => {
    throw damaged(new Error('document type'))
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (skipped || within?.(name) === false) skipped++
    else open?.(name, attributes, parser.position)
  })
  parser.on('closetag', ({ name }) => {
    if (skipped) skipped--
    else close?.(name, parser.position)
  })
  if (text) {
    parser.on('text', part => {
      if (!skipped) text(part)
    })
  }
  parser.write(xml).close()
}
