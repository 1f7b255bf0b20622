/** A file that cannot be read. The message is one sentence for people: what it is and what to do. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

/** What nobody can read: cut off, or not what its first bytes promise. The cause is for logs. */
export const damaged = (cause?: unknown): Unreadable =>
  new Unreadable('文件已损坏或不完整，请用原来的软件打开、另存一份后再发。', { cause })

export const tooLarge = (cause?: unknown): Unreadable =>
  new Unreadable('文件展开后过大，无法读取，请删去不需要的内容和图片、另存一份后再发。', { cause })

export const locked = (): Unreadable => new Unreadable('文件设了密码，请取消密码、另存一份后再发。')
