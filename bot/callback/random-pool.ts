/** Gives `bytes` fresh random bytes. Each may be used once, and at once: the memory is not kept. */
export type Draw = (bytes: number) => Buffer

const poolSize = 4096

/** Draws random bytes 4 KB at a time: a system call for every 16 bytes would cost more than the cipher. */
export function randomPool(randomBytes: (bytes: number) => Buffer): Draw {
  let pool: Buffer = Buffer.alloc(0)
  let used = 0
  return bytes => {
    if (used + bytes > pool.length) {
      pool = randomBytes(poolSize)
      used = 0
    }
    return pool.subarray(used, (used += bytes))
  }
}
