import type { Perform } from '../../handlers/perform.ts'
import type { CallRow } from './deps.ts'

/** A call whose fate will never be known is shown to the office, once, and is not resent by itself. */
export async function tellUnknown(perform: Perform, call: CallRow, at: number): Promise<void> {
  await perform({
    key: `${call.id.slice(0, 6)}:unknown:${call.id}`,
    act: 'delivery.unknown',
    input: { call: call.id },
    who: null,
    reply: 'return',
    at,
  })
}
