/** What the engine tells whoever runs it; pino fits. */
export interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
