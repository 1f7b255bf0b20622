/** The connection does not stand: nothing has left. */
export class NotConnected extends Error {
  override name = 'NotConnected'
}

/** WeCom took the frame and said no. */
export class BotRefused extends Error {
  override name = 'BotRefused'
  readonly code: number
  constructor(code: number) {
    super(`WeCom answers ${code} to the smart bot`)
    this.code = code
  }
}
