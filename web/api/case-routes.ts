import { z } from 'zod'
import { wordsIn } from '../../handlers/cases/bare.ts'
import { nearWords } from '../../handlers/cases/near.ts'
import { searchCases } from '../../handlers/cases/search.ts'
import type { WebDeps } from './deps.ts'
import { notFound } from './refusal.ts'
import type { GuardedRoute } from './route.ts'
import { caseView, foundView } from './views/cases.ts'

/** What is looked for, and how many results are on the page already. */
const Query = z.object({
  q: z.string().max(100).default(''),
  skip: z.coerce.number().int().min(0).max(1000).default(0),
})
const pageSize = 20

/** Looking through the library, and one text of it. */
export function caseRoutes({ store }: Pick<WebDeps, 'store'>): GuardedRoute[] {
  const one = (path: string): GuardedRoute => ({
    method: 'get',
    path,
    access: 'case reader',
    name: '阅读案例',
    handle: async ({ ctx, id }) => {
      const { part } = z.object({ part: z.string().default('') }).parse(ctx['params'])
      ctx.body = (await store.read(tx => caseView(tx, id, part))) ?? absent()
    },
  })
  return [
    {
      method: 'get',
      path: '/api/cases',
      access: 'member',
      name: '查找案例',
      handle: async ({ ctx, who }) => {
        const { q, skip } = Query.parse(ctx.query)
        ctx.body = await store.read(async tx => {
          const found = await searchCases(tx, who, q, { skip, limit: pageSize })
          const near = found.items.length || skip ? [] : await nearWords(tx, who, q)
          return foundView(found, wordsIn(q), near)
        })
      },
    },
    one('/api/cases/:id'),
    one('/api/cases/:id/:part'),
  ]
}

const absent = (): never => {
  throw notFound()
}
