import { z } from 'zod'
import { factsOf, readCode, shownCode } from '../../handlers/receipt/code.ts'
import { checkFact } from '../../handlers/receipt/check.ts'
import { recordsFor } from '../../handlers/receipt/lines.ts'
import { texts } from '../../handlers/receipt/texts.ts'
import { monthBefore, monthOf } from '../../handlers/time.ts'
import type { WebDeps } from './deps.ts'
import type { GuardedRoute } from './route.ts'
import { openTries } from './tries.ts'
import { type Looked, receiptView, recordsView } from './views/receipts.ts'

const Query = z.object({ after: z.string().max(80).optional() })
const pageSize = 12
/** A code has eight hex digits: nobody may try many. */
const mostChecks = 10

/** One's own records, a copy of all that is kept, and the check of a receipt. */
export function receiptRoutes(deps: WebDeps): GuardedRoute[] {
  const { store, now, perform, makeFile } = deps
  const tries = openTries({ now, most: mostChecks })

  return [
    {
      method: 'get',
      path: '/api/records',
      access: 'member',
      name: '查看本人记录',
      handle: async ({ ctx, who }) => {
        const { after = null } = Query.parse(ctx.query)
        ctx.body = recordsView(await store.read(tx => recordsFor(tx, who.id, { after, most: pageSize })))
      },
    },
    {
      method: 'get',
      path: '/api/records/all.txt',
      access: 'member',
      name: '下载本人记录',
      handle: async ({ ctx, who }) => {
        ctx.body = Buffer.from(await makeFile('records', who.id))
        ctx.attachment(texts.copyName, { fallback: 'records.txt' })
        ctx.type = 'text/plain; charset=utf-8'
      },
    },
    {
      method: 'get',
      path: '/api/receipts/:code',
      access: 'member',
      name: '核对回执',
      handle: async ({ ctx, who }) => {
        const { code: typed } = z.object({ code: z.string().max(60) }).parse(ctx['params'])
        const code = readCode(typed)
        if (code) tries.count(who.id)
        // Without its month a code is looked for in this month and the last.
        const months =
          code === null ? [] : code.month === null ? [monthOf(now()), monthBefore(monthOf(now()))] : [code.month]
        const digits = code?.digits ?? ''
        const looked: Looked = await store.read(async tx => {
          const facts = (await Promise.all(months.map(month => factsOf(tx, { month, digits })))).flat()
          const checked = await Promise.all(facts.map(fact => checkFact(tx, fact)))
          return receiptView(tx, who, { code: code ? shownCode(code) : typed, isCode: code !== null, checked })
        })
        if (looked.others) {
          const at = now()
          const key = `${monthOf(at)}:web:receipt.look:${who.id}:${deps.randomBytes(16).toString('hex')}`
          const input = { code: looked.view.code, fact: looked.others }
          await perform({ key, act: 'receipt.look', input, who: who.id, reply: 'return', at })
        }
        ctx.body = looked.view
      },
    },
  ]
}
