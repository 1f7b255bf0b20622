import type { Check } from './check.ts'
import { missingIn } from '../missing.ts'

/** `附近4`, and numbers that are not those of the list. */
export const labelDefects: Check = ({ layout: { attachments } }) =>
  attachments.filter(({ misspelt }) => misspelt).map(({ label, number }) => `“${label}”是否应为“附件${number ?? ''}”？`)

/** Announced without a body, skipped or double numbers, heads with nothing under them. */
export const listDefects: Check = ({ text, layout }) => (layout.head.title ? missingIn(text, layout) : [])
