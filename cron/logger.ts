/** What timed work may log: facts about itself, never names, texts or secrets. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
