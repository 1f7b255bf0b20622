/** Does `work` for each item, at most `width` at a time, and gives the results in the items' order. The first error ends it. */
export async function inTurns<T, R>(width: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let failed = false
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const place = next++
      const item = items[place]
      if (item === undefined) continue
      try {
        results[place] = await work(item)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}
