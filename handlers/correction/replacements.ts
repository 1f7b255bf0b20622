/** One thing to be changed in a text: `of` stands in it, `by` shall stand there instead. */
export interface Replacement {
  of: string
  by: string
}

const open = '[“"「『‘]'
const close = '[”"」』’]'
const quoted = (name: string, least: 0 | 1): string => `${open}(?<${name}>[^\\n]{${least},600}?)${close}`
const changes = '(?:更?改|换|更正|修改|替换|更换|修正)(?:为|成|作|到)?'
const joint = '[\\s，,。；;、]*(?:和|并|再|另外)?[\\s，,。；;、]*'

/** `把“A”改为“B”`, `“A”改成“B”`; `删去“A”`; `在“A”后面加上“B”`. */
const replacing = new RegExp(
  `${joint}(?:请|麻烦)?(?:把|将)?(?:文中|正文)?(?:的|里的)?\\s{0,3}${quoted('of', 1)}\\s{0,3}${changes}\\s{0,3}[:：]?${quoted('by', 0)}`,
  'suy',
)
const deleting = new RegExp(
  `${joint}(?:请)?(?:删去|删除|删掉|去掉)\\s{0,3}${quoted('gone', 1)}(?:这几个字|几个字|一句|这句话?)?`,
  'suy',
)
const adding = new RegExp(
  `${joint}(?:请)?在\\s{0,3}${quoted('beside', 1)}(?<where>之?[前后]面?)\\s{0,3}(?:加上?|增加|补上?|补充|插入)\\s{0,3}${quoted('more', 1)}`,
  'suy',
)
/** `把11月20日改为11月25日`: a line of its own, without quotes. */
const bare = new RegExp(
  `^\\s*(?:请|麻烦)?(?:把|将)(?<of>[^“”"\\n]{1,300}?)${changes.replace(')?', ')')}(?<by>[^“”"\\n]{1,600}?)[。；;]?\\s*$`,
  'su',
)

/** Reads what shall be replaced, one or several; null where the words say something else. */
export function readReplacements(words: string): Replacement[] | null {
  const found: Replacement[] = []
  let at = 0
  while (at < words.length && !/^[\s，,。；;、！!]*$/u.test(words.slice(at))) {
    const step = next(words, at)
    if (!step) break
    found.push(step.replacement)
    at = step.end
  }
  if (found.length && /^[\s，,。；;、！!]*$/u.test(words.slice(at))) return found
  const lines = words.split('\n').filter(line => line.trim())
  const plain = lines.map(line => bare.exec(line)?.groups)
  if (!lines.length || !plain.every(groups => groups !== undefined)) return null
  return plain.map(groups => ({ of: groups['of']?.trim() ?? '', by: groups['by']?.trim() ?? '' }))
}

function next(words: string, at: number): { replacement: Replacement; end: number } | null {
  for (const pattern of [replacing, deleting, adding]) {
    pattern.lastIndex = at
    const groups = pattern.exec(words)?.groups
    if (!groups) continue
    const { of = '', by = '', gone, beside, where = '', more = '' } = groups
    const end = pattern.lastIndex
    if (gone !== undefined) return { replacement: { of: gone, by: '' }, end }
    if (beside === undefined) return { replacement: { of, by }, end }
    return { replacement: { of: beside, by: where.includes('前') ? more + beside : beside + more }, end }
  }
  return null
}

/** Whether words look like replacements that could not be read: then it is said how to write them. */
export const looksLikeReplacement = (words: string): boolean =>
  [...words].length <= 400 && new RegExp(`(?:把|将|${open}).*(?:改|换|更正|替换)(?:为|成)`, 'su').test(words)

/** The texts with all of them done, or the first that does not fit: how often it stands there. None is done by half. */
export function replaceAll(
  texts: readonly string[],
  replacements: readonly Replacement[],
): { texts: string[] } | { of: string; times: number } {
  const changed = [...texts]
  for (const { of, by } of replacements) {
    const places = changed.flatMap((text, index) => placesOf(text, of).map(at => ({ index, at })))
    const [place, ...others] = places
    if (!place || others.length) return { of, times: places.length }
    const text = changed[place.index] ?? ''
    changed[place.index] = text.slice(0, place.at) + by + text.slice(place.at + of.length)
  }
  return { texts: changed }
}

/** Where `part` stands, also typed in half width where the text has full width; offsets are those of the text. */
function placesOf(text: string, part: string): number[] {
  const exact = indexesOf(text, part)
  return exact.length ? exact : indexesOf(alike(text), alike(part))
}

function indexesOf(text: string, part: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(part); at >= 0 && part; at = text.indexOf(part, at + 1)) found.push(at)
  return found
}

/** The same length: full-width signs as half-width, quotes as one kind. */
const alike = (text: string): string =>
  text
    .replace(/[！-～]/gu, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[“”「」『』]/gu, '"')
    .replace(/[‘’]/gu, "'")
    .replaceAll('\u3000', ' ')
