import type { Answer, Desk } from '../act.ts'
import { readNumber } from '../document/numerals.ts'
import { changeDraft, type DraftRow } from '../drafting/draft.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { readDraft } from './reading.ts'
import { texts } from './texts.ts'

const spoken =
  /^(?:修改|把|将)?\s*(?:材料|附件)\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[，,：:]?\s*(?:(?:的|改)?标题(?:改[为成]|是|为)?[\s:：]*(?<title>.*)|(?<cover>(?:才)?[是为作当]+(?:通知)?(?:正文|通知|主文)|改为正文)|(?<drop>(?:删除|删掉|删去|去掉|不要了?|不用了?))了?)$/su
const dropFirst = /^(?:删除|删掉|删去|去掉|不要)\s*((?:材料|附件)\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}))$/u

/** `材料1 标题 ……`, `材料2 是正文`, `材料2 删除`: puts right how the files were taken. `undefined` says that it was none. */
export async function adjustMaterials(
  said: string,
  draft: DraftRow,
  desk: Desk,
  preview: (draft: DraftRow, desk: Desk) => Promise<Answer>,
): Promise<Answer | undefined> {
  const words = said.replace(dropFirst, '$1 删除')
  const match = spoken.exec(words)
  if (!match) return undefined
  const { title, cover, drop } = match.groups ?? {}
  const { materials } = readDraft(draft, desk.at)
  const place = readNumber((match[1] ?? '').normalize('NFKC')) ?? 0
  const material = materials[place - 1]
  if (!material) return `${texts.noSuchMaterial(materials.length)}${drafting.draftStays}`
  if (title !== undefined) {
    if (!title.trim()) return `${texts.whichMaterialTitle(place)}${drafting.draftStays}`
    const printed = draft.renamed?.find(({ to }) => to === material.title)?.from ?? material.title
    const renamed = [
      ...(draft.renamed ?? []).filter(({ from }) => from !== printed),
      { from: printed, to: title.trim() },
    ]
    return preview(await changeDraft(desk.tx, draft, { renamed }), desk)
  }
  const { part } = material
  if (part === null) return `${texts.materialInText(place)}${drafting.draftStays}`
  if (cover !== undefined) return preview(await changeDraft(desk.tx, draft, { cover: part }), desk)
  if (drop === undefined) return undefined
  const isTyped = draft.parts.every(({ seq, file }) => seq !== part || !file)
  const parts = draft.parts.filter(({ seq, file }) => (isTyped ? file !== undefined : seq !== part))
  return preview(await changeDraft(desk.tx, draft, { parts }), desk)
}
