import { createHash } from 'node:crypto'

/** What a link is hashed over, beside the digests of the link before it. */
export interface LinkBody {
  seq: number
  at: number
  /** Fact ids and commitments, in order. */
  facts: readonly (readonly [string, string])[]
}

/** The digests of a link; both chains must hold, so that a break of one algorithm is not a break of the evidence. */
export interface Digests {
  sha256: string
  sm3: string
}

/** What the first link follows. */
export const genesis: Digests = { sha256: '0'.repeat(64), sm3: '0'.repeat(64) }

/**
 * Digests over one line each: the previous digest, the sequence number, the moment in milliseconds,
 * then `id commitment` for every fact. SHA-256 and SM3 (GB/T 32905) chain apart.
 */
export function digestsOf(previous: Digests, body: LinkBody): Digests {
  const lines = [String(body.seq), String(body.at), ...body.facts.map(([id, commitment]) => `${id} ${commitment}`)]
  return { sha256: hash('sha256', previous.sha256, lines), sm3: hash('sm3', previous.sm3, lines) }
}

function hash(algorithm: 'sha256' | 'sm3', previous: string, lines: string[]): string {
  return createHash(algorithm)
    .update([previous, ...lines].join('\n'))
    .digest('hex')
}

/** The id of a link: its month, and its number in twelve digits. */
export const linkId = (month: string, seq: number): string => `${month}-${String(seq).padStart(12, '0')}`
