import type { Act, Answer, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { type CardSaying, type Saying, text } from '../saying.ts'
import { wordsIn } from './bare.ts'
import { caseFileSaying } from './file.ts'
import { casePage, type Item, whence } from './library.ts'
import { listedCount, listedItem, numberIn, rememberList } from './list.ts'
import { nearWords } from './near.ts'
import { searchCases } from './search.ts'
import { snippetOf, wordsOf } from './snippet.ts'
import { texts } from './texts.ts'

/** How many are told in chat, and how long a query may be. */
const shown = 5
const longestQuery = 50

/** `案例 红包`: what was found, and the way to it. Alone: the newest, and how to look. With a number: opens it. */
export const sayCases: Act<Said> = async ({ rest }, desk) => {
  const number = numberIn(rest)
  if (number !== null) return open(number, desk)
  const query = queryIn(rest)
  if (rest.trim() && !wordsIn(query).length) return texts.tooShort
  const { items, more } = await searchCases(desk.tx, desk.who, query, { limit: shown })
  if (!items.length) return query ? nothing(query, desk) : texts.empty
  await rememberList(desk, items)
  const words = wordsIn(query)
  const lines = [
    query ? texts.head(query) : texts.newest,
    ...items.map((item, index) => `${index + 1}. ${oneLine(item, words)}`),
    texts.open(items.length),
    ...(query ? (more ? [texts.more] : []) : [texts.how]),
  ]
  return [text(lines.join('\n')), ...way(items, query, desk)]
}

const oneLine = (item: Item, words: readonly string[]): string => {
  const snippet = words.length ? wordsOf(snippetOf(item, words)) : ''
  return `${item.title}（${whence(item)}）${snippet ? `\n${snippet}` : ''}`
}

/** What was asked for, without the words around it: `关于红包的案例`. */
function queryIn(rest: string): string {
  const said = rest.trim().slice(0, longestQuery)
  const [, core = ''] = /^(?:(?:关于|有关)\s*)?(.*?)(?:\s*的(?:案例|材料|案件)?)?[?？。]?$/su.exec(said) ?? []
  return core.trim() || said
}

async function nothing(query: string, desk: Desk): Promise<Answer> {
  const near = await nearWords(desk.tx, desk.who, query)
  return `${texts.none(query)}${near.length ? texts.near(near) : texts.noNear}`
}

async function open(number: number, desk: Desk): Promise<Answer> {
  const count = await listedCount(desk)
  if (number < 1 || number > count) return texts.noNumber(count)
  const item = await listedItem(desk, number)
  if (!item) return texts.gone
  return desk.house.pages ? itemCard(item) : caseFileSaying(item)
}

const itemCard = (item: Item): CardSaying => ({ ...card(casePage(item.ref)), title: item.title, summary: whence(item) })

/** The page with what was found; of one thing that thing itself. Nothing where there are no pages. */
function way(items: readonly Item[], query: string, { house }: Desk): Saying[] {
  const [only] = items
  if (!house.pages || !only) return []
  if (items.length === 1) return [itemCard(only)]
  const page = query ? `/h5/cases/find/${encodeURIComponent(query)}` : '/h5/cases'
  return [{ ...card(page), title: '案例查找', summary: texts.pageSummary(query) }]
}

const card = (page: string): CardSaying => ({
  kind: 'card',
  title: '',
  summary: '',
  lines: [],
  page,
  pageLabel: '打开',
  buttons: [],
  word: null,
})
