import MarkdownIt, { type RendererRule, type StateInline } from 'markdown-it'
import { isWebAddress, openAddress, windowOf } from './address.ts'

const coloured = /^<font\s+color\s*=\s*["']?(info|comment|warning)["']?\s*>([\s\S]*?)<\/font>/i

/** `<font color="info|comment|warning">…</font>`, the only mark of HTML that WeCom's markdown knows. */
function font(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false
  const [whole, color = '', inner = ''] = coloured.exec(state.src.slice(state.pos, state.posMax)) ?? []
  if (whole === undefined) return false
  const end = state.pos + whole.length
  if (!silent) {
    const { posMax } = state
    state.push('font_open', 'span', 1).attrSet('class', `font-${color.toLowerCase()}`)
    state.pos = end - '</font>'.length - inner.length
    state.posMax = state.pos + inner.length
    state.md.inline.tokenize(state)
    state.push('font_close', 'span', -1)
    state.posMax = posMax
  }
  state.pos = end
  return true
}

/** WeCom knows bold but no italics: a single star or underline stands as typed. */
const asTyped: RendererRule = (tokens, index) => tokens[index]?.markup ?? ''

const shown = new MarkdownIt('zero', { html: false, linkify: false, breaks: true }).enable([
  'heading',
  'emphasis',
  'link',
  'backticks',
  'blockquote',
  'newline',
])
shown.inline.ruler.before('emphasis', 'font', font)
shown.renderer.rules['em_open'] = asTyped
shown.renderer.rules['em_close'] = asTyped

/** The wider kind: italics, lists, tables, blocks of code and rules too, but no colours. */
const shownWide = new MarkdownIt('zero', { html: false, linkify: true, breaks: true }).enable([
  'heading',
  'emphasis',
  'link',
  'linkify',
  'backticks',
  'fence',
  'blockquote',
  'list',
  'table',
  'hr',
  'newline',
])

for (const kind of [shown, shownWide]) {
  kind.validateLink = isWebAddress
  // Headings of a message are no headings of the page: whatever their order, they would tear its outline.
  kind.renderer.rules['heading_open'] = (tokens, index) => `<p class="heading-${tokens[index]?.markup.length ?? 1}">`
  kind.renderer.rules['heading_close'] = () => '</p>\n'
  kind.renderer.rules['link_open'] = (tokens, index, options, env, renderer) => {
    const person = String(env?.['person'])
    const token = tokens[index]
    const url = String(token?.attrGet('href') ?? '')
    if (!isWebAddress(url)) return '<a>'
    token?.attrSet('href', openAddress(person, url))
    token?.attrSet('target', windowOf(person))
    return renderer.renderToken(tokens, index, options)
  }
}

/** A quote is the lines that begin with its sign; markdown would let it run on. */
const endOfQuote = /^([ ]{0,3}>.*)\n(?=[^>\n])/gm

/**
 * WeCom's subset of markdown as HTML: headings, bold, links, inline code, quotes and three font colours (page 90236).
 * Safe to show: HTML in the text is escaped, links lead to http and https only, through the person's own window.
 */
export const markdownHtml = (text: string, person: string): string =>
  shown.render(text.replaceAll(endOfQuote, '$1\n\n'), { person })

/** The smart bot's markdown as HTML (pages 101031, 99110), as safe; what it thinks stands apart. */
export function botMarkdownHtml(text: string, person: string): { thought: string; html: string } {
  const thoughts: string[] = []
  const said = text.replaceAll(/<think>([\s\S]*?)(?:<\/think>|$)/g, (_, thought: string) => {
    thoughts.push(thought.trim())
    return ''
  })
  return {
    thought: thoughts.filter(Boolean).join('\n'),
    html: shownWide.render(said.trim().replaceAll(endOfQuote, '$1\n\n'), { person }),
  }
}
