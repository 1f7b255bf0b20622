import { Refused } from './refusal.ts'

/** The values of a callback's address. */
export interface Query {
  /** Throws `Refused` (`garbage`) unless there is one such value, and it is not empty. */
  get(name: 'msg_signature' | 'timestamp' | 'nonce' | 'echostr'): string
}

/**
 * Reads a query string without its `?`. Values are unescaped once; a bare `+` is a space, as everywhere
 * (WeCom escapes the one in Base64). By hand, since building a `URLSearchParams` costs as much as reading the XML.
 */
export function readQuery(search: string): Query {
  const pairs = search.split('&')
  return {
    get: name => {
      const found = pairs.filter(pair => pair.startsWith(name) && pair[name.length] === '=')
      const value = found.length === 1 ? unescaped(found[0]?.slice(name.length + 1) ?? '') : ''
      if (value === '') throw new Refused('garbage', `no single ${name}`)
      return value
    },
  }
}

function unescaped(value: string): string {
  if (!/[%+]/.test(value)) return value
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    throw new Refused('garbage', 'escapes in the query')
  }
}
