/** WeCom says no: an errcode inside HTTP 200 (vendor page 90313). */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: number

  constructor(code: number, text: string) {
    super(text)
    this.code = code
  }
}

/** An answer as WeCom writes it: the text, a hint, the caller's address and where to look the code up. */
export const refusalBody = ({ code, message }: Refusal, hint: string, ip: string) => ({
  errcode: code,
  errmsg: `${message}, hint: [${hint}], from ip: ${ip}, more info at https://open.work.weixin.qq.com/devtool/query?e=${code}`,
})

/** The local page asks for something that cannot be; a sentence in Chinese for the person, and a status of 4xx. */
export class LocalRefusal extends Error {
  override name = 'LocalRefusal'
  readonly status: number

  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}
