/** Who looks, and at which chat; the address after `#` holds it, so that two tabs can be two people. */
export interface Place {
  person: string | null
  chat: string | null
}

/** `#/zhangwei/app` → zhangwei's chat with the bot. What cannot be read is nowhere. */
export function placeOf(hash: string): Place {
  const [person = null, chat = null] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(readable)
  return { person: person || null, chat: (person && chat) || null }
}

export const hashOf = ({ person, chat }: Place): string =>
  `#/${[person, person && chat].flatMap(part => (part ? [encodeURIComponent(part)] : [])).join('/')}`

function readable(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
