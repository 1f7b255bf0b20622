import { expect, it } from 'vitest'
import { hospitalOf, officer } from '../../../drill/hospital.ts'
import { novemberNotice } from '../../notices.ts'
import { openTown } from '../../town.ts'

it('5,000 people are reached with 5 send calls, each with one card', async () => {
  const town = await openTown({ plan: hospitalOf(5000), env: { ADMIN_USERIDS: officer } })
  try {
    const sends = () => town.sandbox.calls()['/cgi-bin/message/send'] ?? 0
    await town.chat(officer).says(`发布学习\n${novemberNotice}`).hears('共 5000 人')
    const before = sends()
    await town.chat(officer).says('发布').hears('正在送达 5000 人')
    expect(sends() - before).toBe(5)
    const cards = new Map<string, number>()
    for (const { userid, by, message } of town.sandbox.ledger()) {
      if (
        by === 'message/send' &&
        message.content.type === 'card' &&
        message.content.buttons.some(({ text }) => text === '我已学习')
      )
        cards.set(userid, (cards.get(userid) ?? 0) + 1)
    }
    expect(cards.size).toBe(5000)
    expect(new Set(cards.values())).toEqual(new Set([1]))
    expect(town.sandbox.findings()).toEqual([])
  } finally {
    await town.close()
  }
})
