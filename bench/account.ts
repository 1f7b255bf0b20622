/** The app that the bench pretends to be, the same for the product, the floors and the stand-in. */
export const account = {
  corpId: 'wwbench000000000001',
  agentId: 1000002,
  secret: 'bench-secret',
  token: 'BenchToken2026',
  aesKey: 'PUsuurZDRKYdyBwJIgPNidVIzScp0ZCk99anjwxucqg',
  dataKey: Buffer.alloc(32, 7),
} as const

/** The office: so many that each issues a study only once in a while, and no pacing holds up their own messages. */
export const officers: readonly string[] = Array.from({ length: 10 }, (_, place) => `office${place + 1}`)
