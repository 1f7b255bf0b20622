import { commitmentOf } from '../../../handlers/evidence/attest.ts'
import { digestsOf } from '../../../handlers/evidence/chain.ts'
import { hashOf } from '../../../handlers/study/notice.ts'
import type { Tx } from '../../../store/transaction.ts'
import type { Forgeries } from './witness.ts'

const theNotice = async (tx: Tx) => {
  const [notice] = await tx.notices.list('state', ['issued'])
  if (!notice) throw new Error('no notice')
  return notice
}
const aConfirmation = async (tx: Tx) => {
  const row = await tx.confirmations.get([(await theNotice(tx)).id, 'yan'])
  if (!row) throw new Error('no confirmation')
  return row
}
const itsFact = async (tx: Tx) => {
  const fact = await tx.facts.get((await aConfirmation(tx)).fact)
  if (!fact) throw new Error('no fact')
  return fact
}
const theLinks = async (tx: Tx) => {
  const [first, second, third] = await tx.links.list('all', [])
  if (!first || !second || !third) throw new Error('three links were sealed')
  return { first, second, third }
}

const previousOf = (link: { previousSha256: string; previousSm3: string }) => ({
  sha256: link.previousSha256,
  sm3: link.previousSm3,
})

const forged = 'f'.repeat(64)
/** What is done behind the bot's back, and what the verdict names. */
export const forgeries: Forgeries = {
  'a confirmation moved in time': [
    async tx => tx.confirmations.update({ ...(await aConfirmation(tx)), at: 1 }),
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'a confirmation of another text': [
    async tx => tx.confirmations.update({ ...(await aConfirmation(tx)), hash: forged }),
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'a confirmation made another way': [
    async tx => tx.confirmations.update({ ...(await aConfirmation(tx)), by: 'page' }),
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'a confirmation tied to another fact': [
    async tx => tx.confirmations.update({ ...(await aConfirmation(tx)), fact: '202611-other' }),
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'a confirmation removed': [
    async tx => tx.confirmations.delete([(await aConfirmation(tx)).notice, 'yan']),
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'a confirmation added without a fact': [
    async tx => tx.confirmations.add({ ...(await aConfirmation(tx)), person: 'zhao', fact: '202611-none' }),
    /^confirmation of \S+ by zhao has no fact$/,
  ],
  "a confirmation added on another one's fact": [
    async tx => tx.confirmations.add({ ...(await aConfirmation(tx)), person: 'zhao' }),
    /^\S+ has 6 confirmations, but 5 facts$/,
  ],
  'a confirmation handed to another person': [
    async tx => {
      const row = await aConfirmation(tx)
      await tx.confirmations.delete([row.notice, 'yan'])
      await tx.confirmations.add({ ...row, person: 'zhao' })
    },
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'a confirmation moved to another department': [
    async tx => tx.confirmations.update({ ...(await aConfirmation(tx)), department: '3' }),
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'a text changed after the issue': [
    async tx => tx.notices.update({ ...(await theNotice(tx)), text: '改过的正文' }),
    /^the text of \S+ is not the one issued$/,
  ],
  'a text changed together with its hash': [
    async tx => {
      const notice = { ...(await theNotice(tx)), text: '改过的正文', materials: [] }
      await tx.notices.update({ ...notice, hash: hashOf(notice.text) })
    },
    /^the text of \S+ is not the one issued$/,
  ],
  'a title changed after the issue': [
    async tx => tx.notices.update({ ...(await theNotice(tx)), title: '另一份通知' }),
    /^the title of \S+ is not the one issued$/,
  ],
  'somebody taken out of the audience': [
    async tx => tx.audience.delete([(await theNotice(tx)).id, 'sunhu']),
    /^the audience of \S+ is not the one it was issued to$/,
  ],
  'somebody put into the audience': [
    async tx => tx.audience.add({ notice: (await theNotice(tx)).id, person: 'nobody', department: '3' }),
    /^the audience of \S+ is not the one it was issued to$/,
  ],
  'an end of text without a fact': [
    async tx =>
      tx.reached.add({ notice: (await theNotice(tx)).id, person: 'sunhu', version: 1, at: 1, fact: '202611-none' }),
    /^\S+ has ends of text without a fact$/,
  ],
  'a fact of another person': [
    async tx => tx.facts.update({ ...(await itsFact(tx)), who: 'zhao' }),
    /^fact \S+ was changed$/,
  ],
  'a fact with other fields': [
    async tx => {
      const fact = await itsFact(tx)
      await tx.facts.update({ ...fact, data: fact.data.replace('word', 'card') })
    },
    /^fact \S+ was changed$/,
  ],
  'a fact with its commitment made anew': [
    async tx => {
      const changed = { ...(await itsFact(tx)), who: 'zhao' }
      await tx.facts.update({ ...changed, commitment: commitmentOf(changed) })
    },
    /^fact \S+ differs from the chain$/,
  ],
  'a fact removed': [
    async tx => tx.facts.delete((await itsFact(tx)).id),
    /^fact \S+ is in the chain, but its row is gone$|^confirmation of \S+ by yan has no fact$/,
  ],
  'a fact added that was never attested': [
    async tx => {
      const made = { ...(await itsFact(tx)), id: '202611-forged' }
      await tx.facts.add({ ...made, commitment: commitmentOf(made) })
    },
    /^fact 202611-forged is neither in the chain nor waiting$/,
  ],
  'facts reordered within a link': [
    async tx => {
      const { first } = await theLinks(tx)
      await tx.links.update({ ...first, facts: [...first.facts].reverse() })
    },
    /^link 1 was changed$/,
  ],
  'a link moved in time': [
    async tx => tx.links.update({ ...(await theLinks(tx)).second, at: 1 }),
    /^link 2 was changed$/,
  ],
  'a link with its digests made anew': [
    async tx => {
      const { second } = await theLinks(tx)
      const shorter = { ...second, facts: second.facts.slice(1) }
      await tx.links.update({ ...shorter, ...digestsOf(previousOf(second), shorter) })
    },
    /^link 3 does not follow link 2$/,
  ],
  'only one of the two digests changed': [
    async tx => tx.links.update({ ...(await theLinks(tx)).second, sm3: forged }),
    /^link 2 was changed$/,
  ],
  'the first link removed': [async tx => tx.links.delete((await theLinks(tx)).first.id), /^after link 0 comes link 2$/],
  'a link removed from the middle': [
    async tx => tx.links.delete((await theLinks(tx)).second.id),
    /^after link 1 comes link 3$/,
  ],
  'the last link removed': [
    async tx => tx.links.delete((await theLinks(tx)).third.id),
    /^the chain ends at link 2, but link 3 was the last written$/,
  ],
  'the last link removed and the head set back': [
    async tx => {
      const { second, third } = await theLinks(tx)
      await tx.links.delete(third.id)
      const { seq, sha256, sm3 } = second
      await tx.settings.put({ id: 'evidence.head', value: JSON.stringify({ seq, sha256, sm3 }) })
    },
    /^fact \S+ is neither in the chain nor waiting$/,
  ],
  'two links in each other’s place': [
    async tx => {
      const { first, second } = await theLinks(tx)
      await tx.links.update({ ...second, id: first.id, seq: first.seq })
      await tx.links.update({ ...first, id: second.id, seq: second.seq })
    },
    /^link 1 does not follow link 0$/,
  ],
  'a fact sealed twice': [
    async tx => {
      const { first, third } = await theLinks(tx)
      const again = { ...third, facts: [...third.facts, ...first.facts] }
      const digests = digestsOf(previousOf(third), again)
      await tx.links.update({ ...again, ...digests })
      await tx.settings.put({ id: 'evidence.head', value: JSON.stringify({ seq: 3, ...digests }) })
    },
    /^fact \S+ was sealed twice$/,
  ],
}
