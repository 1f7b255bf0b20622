import { z } from 'zod'
import type { ActName } from '../../handlers/acts.ts'
import { pictureId } from '../../handlers/picture/progress-picture.ts'
import { monthName } from '../../handlers/study/notice.ts'
import type { StudyProgress } from '../../handlers/study/progress.ts'
import { stampOfFacts } from '../../handlers/evidence/stamp.ts'
import { texts } from '../../handlers/study/texts.ts'
import { minute, monthOf } from '../../handlers/time.ts'
import type { ReadTx } from '../../store/transaction.ts'
import type { WebDeps } from './deps.ts'
import { notFound } from './refusal.ts'
import type { Asked, GuardedRoute } from './route.ts'
import { draftView } from './views/draft.ts'
import { myState, noticeView, versionView } from './views/notice.ts'
import { departmentsSeen, namesView, progressView } from './views/progress.ts'
import type { TapView } from './views/shapes.ts'

/** One press of the button: a repeat of the same press, as after a lost answer, is the same deed. */
const Tap = z.object({ tap: z.string().regex(/^[0-9a-f]{32}$/), version: z.number().int().min(1).default(1) })
/** Which version of the text the page showed. */
const Shown = z.object({ version: z.number().int().min(1).default(1) })

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What the pages of a study ask for and do. */
export function studyRoutes(deps: WebDeps): GuardedRoute[] {
  const { store, now, perform, progressOf, makeFile } = deps

  /** Does something to a notice on somebody's behalf; `distinct` tells one doing from the next. */
  const does = (act: ActName, { who, id }: Asked, more: object, distinct: string) => {
    const at = now()
    const key = `${monthOf(at)}:web:${act}:${id}:${who.id}:${distinct}`
    return perform({ key, act, input: { notice: id, ...more }, who: who.id, reply: 'return', at })
  }
  const aside = () => deps.randomBytes(16).toString('hex')

  const seenBy = async (tx: ReadTx, { who, id }: Asked): Promise<StudyProgress> => {
    const notice = await tx.notices.get(id)
    const progress = notice && (await progressOf(tx, id, departmentsSeen(who, notice.unit)))
    if (!progress) throw notFound()
    return progress
  }

  return [
    {
      method: 'get',
      path: '/api/notices/:id',
      access: 'addressed',
      name: '阅读学习通知',
      handle: async ({ ctx, who, id }) => {
        ctx.body = (await store.read(tx => noticeView(tx, id, who, now()))) ?? absent()
      },
    },
    {
      method: 'get',
      path: '/api/notices/:id/versions/:n',
      access: 'addressed',
      name: '阅读学习通知的某一版',
      handle: async ({ ctx, who, id }) => {
        const { n = '' } = ctx['params'] as { n?: string }
        const version = /^[1-9]\d{0,3}$/.test(n) ? Number(n) : absent()
        ctx.body = (await store.read(tx => versionView(tx, id, version, who, now()))) ?? absent()
      },
    },
    {
      method: 'post',
      path: '/api/notices/:id/reached',
      access: 'addressed',
      name: '记录读到文末',
      handle: async asked => {
        const { version } = Shown.parse(asked.ctx.request.body ?? {})
        await does('study.reach', asked, { version }, String(version))
        asked.ctx.body = (await store.read(tx => myState(tx, asked.id, asked.who, now()))) ?? absent()
      },
    },
    {
      method: 'post',
      path: '/api/notices/:id/confirm',
      access: 'addressed',
      name: '确认已学习',
      handle: async asked => {
        const { tap, version } = Tap.parse(asked.ctx.request.body)
        const { text } = await does('study.confirm', asked, { by: 'page', version }, tap)
        const mine = (await store.read(tx => myState(tx, asked.id, asked.who, now()))) ?? absent()
        const corrected = text === texts.correctedPage
        asked.ctx.body = { said: text ?? '', mine, corrected } satisfies TapView
      },
    },
    {
      method: 'get',
      path: '/api/drafts/:id',
      access: 'draft office',
      name: '查看预览',
      handle: async ({ ctx, who, id }) => {
        ctx.body = (await store.read(tx => draftView(tx, id, who, now()))) ?? absent()
      },
    },
    {
      method: 'get',
      path: '/api/notices/:id/progress',
      access: 'overseer',
      name: '查看进度',
      handle: async asked => {
        const { ctx, who } = asked
        // The page asks every few seconds: what has not changed is neither counted again nor sent.
        const stamp = await store.read(stampOfFacts)
        ctx.etag = `${stamp}-${Math.floor(now() / minute)}`
        ctx.status = 200
        if (ctx.fresh) ctx.status = 304
        else ctx.body = await store.read(async tx => progressView(await seenBy(tx, asked), who, now()))
      },
    },
    {
      method: 'get',
      path: '/api/notices/:id/progress/names',
      access: 'overseer',
      name: '查看名单',
      handle: async asked => {
        await does('study.look', asked, {}, aside())
        asked.ctx.body = await store.read(async tx => namesView(tx, await seenBy(tx, asked)))
      },
    },
    {
      method: 'get',
      path: '/api/notices/:id/progress.png',
      access: 'overseer',
      name: '下载进度图',
      handle: async ({ ctx, who, id }) => {
        const notice = (await store.read(tx => tx.notices.get(id))) ?? absent()
        const bytes = await makeFile('progress-picture', pictureId(id, departmentsSeen(who, notice.unit)))
        ctx.attachment(`学习进度${monthName(notice)}.png`, { fallback: 'progress.png' })
        ctx.type = 'image/png'
        ctx.body = Buffer.from(bytes)
      },
    },
    {
      method: 'get',
      path: '/api/notices/:id/roster.xlsx',
      access: 'office',
      name: '下载花名册',
      handle: async asked => {
        const { ctx, id } = asked
        await does('study.export', asked, {}, aside())
        const bytes = await makeFile('roster', id)
        const notice = (await store.read(tx => tx.notices.get(id))) ?? absent()
        ctx.attachment(`学习花名册${monthName(notice)}.xlsx`, { fallback: 'roster.xlsx' })
        ctx.type = xlsx
        ctx.body = Buffer.from(bytes)
      },
    },
  ]
}

const absent = (): never => {
  throw notFound()
}
