import { archiveWords } from '../archive/words.ts'
import { broadcastDraft } from '../broadcast/draft.ts'
import { broadcastWords } from '../broadcast/words.ts'
import { caseDraft } from '../cases/draft.ts'
import { caseWords, officeCaseWords } from '../cases/words.ts'
import { correctionWords } from '../correction/words.ts'
import { draftDialogueOf } from '../drafting/dialogue.ts'
import { draftPresses } from '../drafting/preview-card.ts'
import { jointDialogue } from '../joint/dialogue.ts'
import { pressObject } from '../joint/object.ts'
import { withdrawDialogue } from '../joint/withdraw.ts'
import { jointWords } from '../joint/words.ts'
import { askDialogue } from '../leave/ask.ts'
import { backDialogue } from '../leave/back.ts'
import { explainDialogue, leavePresses } from '../leave/decide.ts'
import { decideDialogue } from '../leave/say-decision.ts'
import { leaveWords } from '../leave/words.ts'
import { endDialogueOf } from '../offline/end.ts'
import { offlineDialogue } from '../offline/say.ts'
import { offlineWords } from '../offline/words.ts'
import { groupWords } from '../group/words.ts'
import { officeWords } from '../office/words.ts'
import { pressConfirm, whichDialogue } from '../study/confirm.ts'
import { studyDraft } from '../study/draft.ts'
import { studyWords } from '../study/words.ts'
import { refuseDialogue } from '../second/refuse.ts'
import { secondOf } from '../second/say.ts'
import type { Dialogue } from './dialogue.ts'
import { generalWords } from './general.ts'
import type { PressAct } from './press.ts'
import type { Word } from './words.ts'

/** What can be drafted. */
const draftKinds = [studyDraft, broadcastDraft, caseDraft]

/** 双人发布 of all of them. */
const second = secondOf(draftKinds)

/** Every word, in the order `帮助` lists them. A new capability adds its words here, in one line. */
export const words: readonly Word[] = [
  ...studyWords.filter(word => word.for === 'everyone'),
  ...jointWords.filter(word => word.for === 'everyone'),
  ...leaveWords.filter(word => word.for === 'everyone'),
  ...generalWords(() => words),
  ...caseWords,
  ...studyWords.filter(word => word.for !== 'everyone'),
  ...jointWords.filter(word => word.for !== 'everyone'),
  ...archiveWords,
  ...correctionWords,
  ...leaveWords.filter(word => word.for !== 'everyone'),
  ...offlineWords,
  ...broadcastWords,
  ...officeCaseWords,
  ...second.words,
  ...officeWords,
  ...groupWords,
]

/** Every kind of dialogue. */
export const dialogues: readonly Dialogue[] = [
  draftDialogueOf(draftKinds),
  whichDialogue,
  jointDialogue,
  withdrawDialogue,
  askDialogue,
  backDialogue,
  decideDialogue,
  explainDialogue,
  offlineDialogue,
  endDialogueOf,
  second.dialogue,
  refuseDialogue,
]

/** Every button of a card. */
export const presses: readonly PressAct[] = [
  pressConfirm,
  pressObject,
  ...leavePresses,
  ...second.presses,
  ...draftPresses(draftKinds),
]
