/** The app that the bench pretends to be, the same for the product, the floors and the stand-in. */
export const account = {
  corpId: 'wwbench000000000001',
  agentId: 1000002,
  secret: 'bench-secret',
  token: 'BenchToken2026',
  aesKey: 'PUsuurZDRKYdyBwJIgPNidVIzScp0ZCk99anjwxucqg',
  dataKey: Buffer.alloc(32, 7),
  /** The office. */
  officer: 'office1',
} as const
