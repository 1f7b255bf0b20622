/** Why a callback is refused; also the label under which it is counted. */
export type RefusalReason = 'signature' | 'receiver' | 'garbage' | 'too large' | 'method'

const statuses: Record<RefusalReason, number> = {
  signature: 403,
  receiver: 403,
  garbage: 400,
  'too large': 413,
  method: 405,
}

/** A callback that is not taken. Holds nothing of what came in. */
export class Refused extends Error {
  override name = 'Refused'
  readonly reason: RefusalReason
  /** The HTTP status that answers it. */
  readonly status: number
  /** `detail` says what was wrong, never with what: it goes to the log. */
  constructor(reason: RefusalReason, detail: string) {
    super(detail)
    this.reason = reason
    this.status = statuses[reason]
  }
}
