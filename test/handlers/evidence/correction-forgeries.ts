import { hashOf, wholeText } from '../../../handlers/study/notice.ts'
import type { Tx } from '../../../store/transaction.ts'
import type { Forgeries } from './witness.ts'

const theNotice = async (tx: Tx) => {
  const [notice] = await tx.notices.list('state', ['issued'])
  if (!notice) throw new Error('no notice')
  return notice
}
const version = async (tx: Tx, which: string) => {
  const row = await tx.versions.get([(await theNotice(tx)).id, which])
  if (!row) throw new Error('no such version')
  return row
}
const earlier = async (tx: Tx, person: string) => {
  const row = await tx.earlierConfirmations.get([(await theNotice(tx)).id, person, '1'])
  if (!row) throw new Error('no earlier confirmation')
  return row
}
const newest = async (tx: Tx, person: string) => {
  const row = await tx.confirmations.get([(await theNotice(tx)).id, person])
  if (!row) throw new Error('no confirmation')
  return row
}

/** What is done behind the bot's back to a notice of three versions, and what the verdict names. */
export const correctionForgeries: Forgeries = {
  'the text of the first version changed': [
    async tx => tx.versions.update({ ...(await version(tx, '1')), text: '改过的正文' }),
    /^the text of \S+ is not the one issued$/,
  ],
  'the text of a version changed together with its hash': [
    async tx => {
      const row = { ...(await version(tx, '2')), text: '改过的正文' }
      await tx.versions.update({ ...row, hash: hashOf(wholeText(row)) })
    },
    /^the text of version 2 of \S+ is not the one issued$/,
  ],
  'the title of a version changed': [
    async tx => tx.versions.update({ ...(await version(tx, '2')), title: '另一份通知' }),
    /^the title of version 2 of \S+ is not the one issued$/,
  ],
  'the due date of a version changed': [
    async tx => tx.versions.update({ ...(await version(tx, '3')), due: '2026-12-30' }),
    /^the due date of version 3 of \S+ is not the one issued$/,
  ],
  'what a version changed told otherwise': [
    async tx => tx.versions.update({ ...(await version(tx, '2')), difference: ['改了一个字'] }),
    /^what version 2 of \S+ changed is not what was attested$/,
  ],
  'a correction of substance called one of the wording': [
    async tx => tx.versions.update({ ...(await version(tx, '2')), kind: 'wording' }),
    /^what version 2 of \S+ changed is not what was attested$/,
  ],
  'a version removed': [
    async tx => tx.versions.delete([(await theNotice(tx)).id, '2']),
    /^\S+ is at version 3 and has 2, but 2 corrections were attested$/,
  ],
  'a version added': [
    async tx => {
      await tx.versions.add({ ...(await version(tx, '3')), version: '4' })
      await tx.notices.update({ ...(await theNotice(tx)), version: 4 })
    },
    /^\S+ is at version 4 and has 4, but 2 corrections were attested$/,
  ],
  'two versions in each other’s place': [
    async tx => {
      const [second, third] = [await version(tx, '2'), await version(tx, '3')]
      await tx.versions.update({ ...second, version: '3' })
      await tx.versions.update({ ...third, version: '2' })
    },
    /^version 2 of \S+ has no fact$/,
  ],
  'the newest text put back to the first': [
    async tx => {
      const { title, text, materials, hash } = await version(tx, '1')
      await tx.notices.update({ ...(await theNotice(tx)), title, text, materials, hash })
    },
    /^the text of \S+ is not the one issued$/,
  ],
  'an earlier version asked for again': [
    async tx => tx.notices.update({ ...(await theNotice(tx)), asks: 1 }),
    /^\S+ does not ask what was attested$/,
  ],
  'another difference on the cards': [
    async tx => {
      const notice = await theNotice(tx)
      await tx.notices.update({ ...notice, corrected: { version: 2, at: 1, difference: ['改了一个字'] } })
    },
    /^what \S+ says of its correction is not what was attested$/,
  ],
  'an earlier confirmation removed': [
    async tx => tx.earlierConfirmations.delete([(await earlier(tx, 'yan')).notice, 'yan', '1']),
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'two earlier confirmations exchanged': [
    async tx => {
      const [one, other] = [await earlier(tx, 'yan'), await earlier(tx, 'zheng')]
      await tx.earlierConfirmations.update({ ...one, person: 'zheng' })
      await tx.earlierConfirmations.update({ ...other, person: 'yan' })
    },
    /^fact \S+ says that \S+ confirmed \S+; the record does not$/,
  ],
  'an earlier confirmation in the place of the newest': [
    async tx => {
      const [old, now] = [await earlier(tx, 'yan'), await newest(tx, 'yan')]
      await tx.confirmations.update({ ...old, version: 1 })
      await tx.earlierConfirmations.update({ ...now, version: '1' })
    },
    /^fact \S+ says that yan confirmed \S+; the record does not$/,
  ],
  'an earlier confirmation made out to be one of the newest text': [
    async tx => {
      const { version, hash } = await newest(tx, 'yan')
      const row = await newest(tx, 'zhangwei')
      await tx.confirmations.update({ ...row, version, hash })
    },
    /^fact \S+ says that zhangwei confirmed \S+; the record does not$/,
  ],
  'an earlier confirmation added without a fact': [
    async tx => tx.earlierConfirmations.add({ ...(await earlier(tx, 'yan')), person: 'zhao', fact: '202611-none' }),
    /^confirmation of \S+ by zhao has no fact$/,
  ],
}
