import { z } from 'zod'
import { type Answer, type Bound, type Desk, entry } from './act.ts'
import { archiveActs } from './archive/acts.ts'
import { broadcastActs } from './broadcast/acts.ts'
import { CardPressed, hearPress } from './chat/hear-press.ts'
import { FileHeard, hearFile } from './chat/hear-file.ts'
import { ChatEntered, greet } from './chat/enter.ts'
import { GroupHeard, hearGroup } from './chat/group.ts'
import { hearOther, OtherHeard } from './chat/other.ts'
import { hearText, TextHeard } from './chat/hear.ts'
import { DraftSaid, DraftText, pasteText, sayToDraft } from './chat/say-draft.ts'
import { deliveryActs } from './delivery.ts'
import { DirectoryReading } from './directory/reading.ts'
import { reconcileDirectory } from './directory/reconcile.ts'
import { sealFacts } from './evidence/seal.ts'
import { jobActs } from './jobs/acts.ts'
import { jointActs } from './joint/on-page.ts'
import { officeActs } from './office/acts.ts'
import { groupActs } from './group/remind.ts'
import { smartBotActs } from './office/smart-bot.ts'
import { receiptActs } from './receipt/acts.ts'
import { studyActs } from './study/acts.ts'

/** Everything that can happen. A new capability adds its own acts here, in one line. */
export const acts = {
  'chat.text': entry(TextHeard, hearText),
  'chat.file': entry(FileHeard, hearFile),
  'draft.say': entry(DraftSaid, sayToDraft),
  'draft.text': entry(DraftText, pasteText),
  'chat.press': entry(CardPressed, hearPress),
  'chat.other': entry(OtherHeard, hearOther),
  'chat.enter': entry(ChatEntered, greet),
  'chat.group': entry(GroupHeard, hearGroup),
  'directory.reconcile': entry(DirectoryReading, reconcileDirectory),
  'evidence.seal': entry(z.unknown(), sealFacts),
  ...studyActs,
  ...broadcastActs,
  ...jointActs,
  ...officeActs,
  ...deliveryActs,
  ...receiptActs,
  ...groupActs,
  ...smartBotActs,
  ...jobActs,
  ...archiveActs,
} satisfies Record<string, Bound>

/** A deed without an act does not compile. */
export type ActName = keyof typeof acts

/** Runs the act of this name. */
export type Dispatch = (act: ActName, input: unknown, desk: Desk) => Promise<Answer>

export const dispatch: Dispatch = (name, input, desk) => acts[name](input, desk)
