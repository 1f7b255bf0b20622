import { z } from 'zod'
import { Refusal } from './refusal.ts'

/** Where what is not documented is noted. */
export type Note = (words: string) => void

/** A number; WeCom also works on one written as a string, which is a mistake all the same (vendor page 90664). */
export const integer = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])

/** A switch of 0 and 1. */
export const flag = integer.refine(value => value === 0 || value === 1)

/**
 * Reads the fields of a request. Refuses a list given as a string (40035) and any other wrong type or value (40058).
 * A field that is on no page is accepted and noted.
 */
export function readFields<S extends z.ZodType>(schema: S, value: unknown, where: string, note: Note): z.infer<S> {
  const read = schema.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    const field = issue?.path.join('.') || 'body'
    const isList = issue?.code === 'invalid_type' && issue.expected === 'array'
    throw new Refusal(isList ? 40035 : 40058, `invalid parameter: ${field}`)
  }
  for (const words of differences(value, read.data, '')) note(`${where}: ${words}`)
  return read.data
}

/** What stood in the request and was not read, or was read as another type. */
function differences(given: unknown, read: unknown, path: string): string[] {
  if (given === undefined || given === null) return []
  if (Array.isArray(given)) {
    return given.flatMap((item, place) => differences(item, Array.isArray(read) ? read[place] : undefined, `${path}[]`))
  }
  if (typeof given !== 'object') {
    return typeof given === typeof read ? [] : [`field ${path} has the wrong type`]
  }
  return Object.entries(given).flatMap(([name, value]: [string, unknown]) => {
    const field = path ? `${path}.${name}` : name
    if (!(read instanceof Object) || !(name in read)) return [`unknown field ${field}`]
    return differences(value, Reflect.get(read, name), field)
  })
}

/** Characters as WeCom counts them for display. */
export const lengthOf = (text: string): number => [...text].length

export const bytesOf = (text: string): number => Buffer.byteLength(text)

/** At most so many bytes of UTF-8, no character torn. */
export function cutBytes(text: string, most: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= most) return text
  let end = most
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end).toString()
}

export const hasScheme = (url: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/./i.test(url)
