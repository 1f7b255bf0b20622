import { z } from 'zod'
import type { ActName } from '../../handlers/acts.ts'
import { texts as drafting } from '../../handlers/drafting/texts.ts'
import { readHandedIn } from '../../handlers/document/handed-in.ts'
import { openDraft } from '../../handlers/study/file.ts'
import { readDraft } from '../../handlers/study/reading.ts'
import { monthOf, shownTime } from '../../handlers/time.ts'
import type { WebDeps } from './deps.ts'
import { notFound, Refusal } from './refusal.ts'
import type { Asked, GuardedRoute } from './route.ts'
import { uploadedFile } from './upload.ts'
import { draftView } from './views/draft.ts'
import type { DraftSaidView, HandedView, PublishView } from './views/shapes.ts'

/** One doing: a repeat of the same, as after a lost answer, is the same deed. */
const tap = z.string().regex(/^[0-9a-f]{32}$/)
/** Into what lies open, into a new draft, or into this one. */
const into = z.string().regex(/^(?:open|new|\d{6}-[0-9a-z]{1,60})$/)

const FileQuery = z.object({ tap, into })
const Pasted = z.object({ tap, into, text: z.string().trim().min(1).max(100_000) })
const Word = z.object({ tap, message: z.string().regex(/^[^\r\n]{1,400}$/) })
const Press = z.object({ tap, revision: z.number().int() })

/** Files being read at once: each is held in memory until its turn. */
const mostAtOnce = 4

/** The page on which the office hands in a notice, changes what was understood, and publishes it: all by the acts of the chat. */
export function publishRoutes(deps: WebDeps): GuardedRoute[] {
  const { store, now, perform } = deps
  let reading = 0

  const does = async (act: ActName, { who, id }: Asked, input: object, distinct: string): Promise<string> => {
    const at = now()
    const key = `${monthOf(at)}:web:${act}:${id}:${who.id}:${distinct}`
    return ((await perform({ key, act, input, who: who.id, reply: 'return', at })).text ?? '').trim()
  }
  const open = ({ who }: Asked) => store.read(tx => openDraft(tx, who, 'study'))

  const handed = async (asked: Asked, target: string, said: string): Promise<HandedView> => {
    const draft = target === 'open' || target === 'new' ? ((await open(asked))?.id ?? null) : target
    return { draft, said }
  }

  /** Says what came of it where nothing changed; the page shows the rest. */
  const after = async ({ who, id }: Asked, doing: () => Promise<string>): Promise<DraftSaidView> => {
    const before = await store.read(tx => tx.drafts.get(id))
    const said = await doing()
    const view = await store.read(tx => draftView(tx, id, who, now()))
    if (!view) throw notFound()
    const changed = before?.revision !== view.revision || before.state !== view.state
    // What to answer in chat is no use on a page that has buttons.
    const heard = said.replace(drafting.draftStays, '')
    return { said: changed && view.state === 'preview' ? null : heard, view }
  }
  const press = (name: 'release' | 'cancel') => async (asked: Asked) => {
    const { tap, revision } = Press.parse(asked.ctx.request.body)
    const input = { press: `draft.${name}:${asked.id}/${revision}`, responseCode: '' }
    asked.ctx.body = await after(asked, () => does('chat.press', asked, input, tap))
  }

  return [
    {
      method: 'get',
      path: '/api/publish',
      access: 'officer',
      name: '打开发布页',
      handle: async asked => {
        const draft = await open(asked)
        const title = draft && (draft.title ?? readDraft(draft, now()).title ?? '还没有标题')
        asked.ctx.body = {
          open: draft?.parts.length
            ? { id: draft.id, title: title ?? '', at: shownTime(draft.at, now()), corrects: draft.corrects !== null }
            : null,
        } satisfies PublishView
      },
    },
    {
      method: 'post',
      path: '/api/publish/files',
      access: 'officer',
      name: '上传学习通知',
      upload: true,
      handle: async asked => {
        const query = FileQuery.parse(asked.ctx.query)
        if (reading >= mostAtOnce) throw new Refusal(503, '正在读别的文件，请过一会儿再试；已经收下的不受影响。')
        reading++
        try {
          const { name, bytes } = await uploadedFile(asked.ctx)
          const file = await readHandedIn(name, bytes)
          const input = { sent: now(), handed: file, into: query.into }
          const said = await does('chat.file', asked, input, query.tap)
          asked.ctx.body = await handed(
            asked,
            query.into,
            'sentence' in file ? `没有收下“${file.name}”：${file.sentence}` : refusalIn(said),
          )
        } finally {
          reading--
        }
      },
    },
    {
      method: 'post',
      path: '/api/publish/text',
      access: 'officer',
      name: '粘贴学习通知',
      handle: async asked => {
        const { tap, text, into } = Pasted.parse(asked.ctx.request.body)
        const said = await does('draft.text', asked, { text, into }, tap)
        asked.ctx.body = await handed(asked, into, refusalIn(said))
      },
    },
    {
      method: 'post',
      path: '/api/drafts/:id/words',
      access: 'draft office',
      name: '修改预览',
      handle: async asked => {
        const { tap, message } = Word.parse(asked.ctx.request.body)
        asked.ctx.body = await after(asked, () => does('draft.say', asked, { draft: asked.id, message }, tap))
      },
    },
    {
      method: 'post',
      path: '/api/drafts/:id/release',
      access: 'draft office',
      name: '发布学习',
      handle: press('release'),
    },
    {
      method: 'post',
      path: '/api/drafts/:id/cancel',
      access: 'draft office',
      name: '取消发布',
      handle: press('cancel'),
    },
  ]
}

/** What was not taken is said in one line; what was taken is shown by the page itself. */
const refusalIn = (said: string): string => (/【预览】|^收到/u.test(said) ? '' : said)
