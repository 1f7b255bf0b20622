import { CardFields } from './card-fields.ts'
import { Refusal } from './refusal.ts'
import type { Branch, Tree } from './xml.ts'

/** Names that are no plain PascalCase of the JSON name (vendor page 90241). */
const odd: Record<string, string> = {
  KeyName: 'keyname',
  UserId: 'userid',
  AppId: 'appid',
  Appid: 'appid',
  PagePath: 'pagepath',
  CheckBox: 'checkbox',
}
const jsonName = (name: string): string =>
  odd[name] ?? name.replace(/[A-Z]/g, (letter, at) => `${at ? '_' : ''}${letter.toLowerCase()}`)

/** Lists are repeated elements, so one alone is a list too. */
const lists = /_list$/
const numbers = /^(?:type|style|mode|desc_color|aspect_ratio|disable|is_checked)$/

/** A card as passive XML has it, read as message/send has it. Throws `Refusal` where it is none. */
export function cardFromXml(tree: Tree | null): CardFields {
  const read = CardFields.safeParse(tree ? objectOf(tree) : null)
  if (!read.success) throw new Refusal(40058, 'invalid TemplateCard')
  return read.data
}

const objectOf = (tree: Tree): object =>
  Object.fromEntries(
    Object.entries(tree).map(([element, branches]) => {
      const name = jsonName(element)
      const values = branches.map(branch => valueOf(name, branch))
      return [name, lists.test(name) ? values : values[0]]
    }),
  )

function valueOf(name: string, branch: Branch): unknown {
  if (typeof branch !== 'string') return objectOf(branch)
  if (!numbers.test(name)) return branch
  return /^(true|false)$/i.test(branch) ? /^true$/i.test(branch) : Number(branch)
}
