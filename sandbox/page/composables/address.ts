/** An address that a message may lead to: http and https only. */
export const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s/]/i.test(url.trim())

/** Opens a message's address already logged in as the person who reads it. */
export const openAddress = (person: string, url: string): string =>
  `/local/open?as=${encodeURIComponent(person)}&url=${encodeURIComponent(url.trim())}`

/** One window a person: what opens anew takes the place of what this person had open, and nobody else's. */
export const windowOf = (person: string): string => `wecom-${person}`
