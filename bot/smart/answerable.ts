/** What kind of frame can be answered, and how: a message by a reply, the opening of the chat by a greeting, a press by a card. */
export type AnswerableKind = 'message' | 'enter' | 'press'

/** Frames of the present connection that have not been answered yet. */
export interface Answerable {
  note(reqId: string, kind: AnswerableKind, at: number): void
  /** Gives the kind once, while the frame may still be answered; null else. */
  take(reqId: string | null, at: number): AnswerableKind | null
  /** The connection has ended: whether another may answer what came on it is on no page of the vendor. */
  forget(): void
}

/** A little less than WeCom's 24 hours, and its 5 seconds (vendor page 101463). */
const lives: Record<AnswerableKind, number> = { message: 23.5 * 3_600_000, enter: 4500, press: 4500 }
const most = 20_000

export function openAnswerable(): Answerable {
  const frames = new Map<string, { kind: AnswerableKind; at: number }>()
  return {
    note: (reqId, kind, at) => {
      frames.set(reqId, { kind, at })
      for (const [oldest, { at: since }] of frames) {
        if (frames.size <= most && at - since < lives.message) break
        frames.delete(oldest)
      }
    },
    take: (reqId, at) => {
      const frame = reqId === null ? undefined : frames.get(reqId)
      if (reqId === null || !frame) return null
      frames.delete(reqId)
      return at - frame.at <= lives[frame.kind] ? frame.kind : null
    },
    forget: () => frames.clear(),
  }
}
