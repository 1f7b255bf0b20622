import type { Act, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue, openDialogues } from '../chat/dialogue.ts'
import type { PressAct } from '../chat/press.ts'
import { chosenFrom } from '../chat/telling.ts'
import { plainOf, type Said, type Word } from '../chat/words.ts'
import { type DraftKind, kindOf } from '../drafting/draft.ts'
import { type Saying, sayingsOf } from '../saying.ts'
import { agree } from './decide.ts'
import { refuse } from './refuse.ts'
import { waitingFor } from './request.ts'
import type { SecondRow } from './row.ts'
import { saySetting } from './setting.ts'
import { texts } from './texts.ts'
import type { Outcome } from './turn.ts'
import { linesOf } from './waiting.ts'

/** Words, buttons and the dialogue of 双人发布, for what can be drafted. */
export function secondOf(kinds: readonly DraftKind[]): { words: Word[]; presses: PressAct[]; dialogue: Dialogue } {
  const decide = (row: SecondRow, decision: 'agree' | 'refuse', words: string, desk: Desk): Promise<Outcome> =>
    decision === 'agree' ? agree(row, kinds, desk) : refuse(row, words, desk)

  const dialogue: Dialogue = {
    kind: 'second.which',
    hear: async ({ id, message, global }, desk) => {
      const open = { kind: dialogue.kind, id }
      const [decision, ...ids] = id.split(',')
      const plain = plainOf(message)
      if (/^(?:取消|算了|先不决定|不用了?)$/u.test(plain)) {
        await endDialogue(desk, open)
        return texts.notDecided
      }
      const chosen = chosenFrom(plain, ids.length)
      if (chosen === null && global) return undefined
      if (chosen === null || chosen === 'wrong' || chosen.length !== 1) return texts.noSuchNumber(ids.length)
      await endDialogue(desk, open)
      const row = await desk.tx.seconds.get(ids[chosen[0] ?? 0] ?? '')
      return row ? (await decide(row, decision === 'agree' ? 'agree' : 'refuse', '', desk)).said : texts.nothingWaits
    },
    resume: () => Promise.resolve(texts.whichWaits),
  }

  const say =
    (decision: 'agree' | 'refuse'): Act<Said> =>
    async ({ rest }, desk) => {
      const rows = await waitingFor(desk)
      const [only] = rows
      if (!only) return (await ownWaits(desk)) ?? texts.nothingWaits
      if (rows.length === 1) return (await decide(only, decision, rest.trim(), desk)).said
      for (const open of await openDialogues(desk.tx, desk.who.id)) {
        if (open.kind === dialogue.kind) await endDialogue(desk, open)
      }
      await beginDialogue(desk, { kind: dialogue.kind, id: [decision, ...rows.map(({ id }) => id)].join(',') })
      return texts.which(await linesOf(rows, desk))
    }

  const press =
    (decision: 'agree' | 'refuse'): PressAct['act'] =>
    async ({ about, responseCode }, desk) => {
      const row = await desk.tx.seconds.get(about)
      if (!row) return texts.nothingWaits
      const { said, card } = await decide(row, decision, '', desk)
      const close: Saying[] = card === null ? [] : [{ kind: 'close-card', responseCode, text: card, otherwise: null }]
      return [...close, ...sayingsOf(said)]
    }

  return {
    dialogue,
    presses: [
      { name: 'second.agree', act: press('agree') },
      { name: 'second.refuse', act: press('refuse') },
    ],
    words: [
      {
        names: ['双人发布', '双人审核', '两人发布', '双人复核'],
        joined: /^(?:超过)?\d|^(?:关|关闭|关掉|取消|停用)$/u,
        askable: true,
        for: 'office',
        help: '发给多少人以上须第二位同事同意，例如“双人发布 100”',
        takes: 'rest',
        act: saySetting,
      },
      {
        names: ['同意发布', '我同意发布', '同意发出', '同意发送', '同意群发', '同意更改', '同意关闭'],
        for: 'office',
        help: null,
        takes: 'rest',
        act: say('agree'),
      },
      {
        names: ['不同意发布', '我不同意发布', '不同意发出', '不同意发送', '不同意更改', '不同意关闭'],
        for: 'office',
        help: null,
        takes: 'rest',
        act: say('refuse'),
      },
    ],
  }

  /** Who asked cannot agree, and is told so rather than that nothing waits. */
  async function ownWaits(desk: Desk): Promise<string | null> {
    for (const row of await desk.tx.seconds.list('state', [desk.who.officeOf ?? '', 'asked'])) {
      const draft = row.draft === null ? undefined : await desk.tx.drafts.get(row.draft)
      const open = row.draft === null || (draft && kindOf(kinds, draft) && draft.revision === row.revision)
      if (row.by === desk.who.id && open) return texts.notOwn
    }
    return null
  }
}
