/** Why a request is not answered, in a sentence for the person who asked. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  /** What happened and what to do, in Chinese. */
  readonly sentence: string

  constructor(status: number, sentence: string) {
    super(`refused with ${status}`)
    this.status = status
    this.sentence = sentence
  }
}

/** What refusals say. */
export const sentences = {
  noPages: '这里没有开通网页，请在企业微信里对清风说“帮助”。',
  notFound: '没有找到这个页面，或者它不是发给您的。请回到企业微信，从消息里重新打开。',
  loginFailed: '登录未成功，请回到企业微信重新打开。',
  notMember: '通讯录里没有找到您。请联系信息科确认您在“清风”应用的可见范围内，再从企业微信重新打开。',
  loginEnded: '登录已过期，请重新打开本页。',
  notYours: '这个页面由纪委办或科室负责人使用。您可以在企业微信里对清风说“待办”，看自己要做的事。',
  notSameOrigin: '这个操作只能在清风的页面上进行，请回到企业微信重新打开。',
  malformed: '提交的内容不完整或格式不对，请刷新页面再试。',
  tooLarge: '提交的内容太大，请精简后再试。',
  tooOften: '核对得太频繁，请过一分钟再试。',
  stopped: '系统暂时无法保存，请过几分钟再试；已经确认过的不受影响。',
  failed: '系统出了点问题，请稍后再试；一直如此请联系纪委办。',
} as const

/** Nothing there, or nothing for this person: the same words for both. */
export const notFound = (): Refusal => new Refusal(404, sentences.notFound)
