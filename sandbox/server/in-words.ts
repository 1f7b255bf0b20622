import type { LocalMessage } from '../wire.ts'

/** A message in a few words, as a list of chats and a quote show it. */
export function inWords({ content, recalled }: LocalMessage): string {
  if (recalled) return '[消息已撤回]'
  const short = (text: string) => [...text.replace(/\s+/g, ' ').trim()].slice(0, 40).join('')
  switch (content.type) {
    case 'text':
      return short(content.text.replaceAll(/<\/?a\b[^<>]*>/g, ''))
    case 'voice':
      return `[语音] ${short(content.text)}`
    case 'markdown':
      return short(content.text.replaceAll(/<think>[\s\S]*?(?:<\/think>|$)|[#*>`]|<[^<>]*>/g, ''))
    case 'textcard':
    case 'card':
      return short(content.title || (content.type === 'card' ? content.subTitle : ''))
    case 'file':
      return `[文件] ${content.name}`
    case 'image':
      return '[图片]'
    case 'hidden':
      return '[暂不支持的消息]'
  }
}
