/** What the pages are told as it happens. */
export interface News {
  /** Something changed for these people; what comes together is told together. */
  changed(userids: Iterable<string>): void
  clockMoved(): void
  /** Gives the way to stop listening. */
  listen(listener: (data: object) => void): () => void
}

export function openNews(): News {
  const listeners = new Set<(data: object) => void>()
  const waiting = new Set<string>()
  const tell = (data: object): void => {
    for (const listener of listeners) listener(data)
  }
  return {
    changed: userids => {
      const first = waiting.size === 0
      for (const userid of userids) waiting.add(userid)
      if (!first || !waiting.size) return
      setImmediate(() => {
        const changed = [...waiting]
        waiting.clear()
        tell({ changed })
      })
    },
    clockMoved: () => tell({ clock: true }),
    listen: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
