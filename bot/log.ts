/** What this room may log: facts about itself, never names, texts, secrets, tokens or webhook keys. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
