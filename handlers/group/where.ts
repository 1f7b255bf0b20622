import type { ReadTx } from '../../store/transaction.ts'
import type { Recipients } from '../act.ts'

/**
 * Where the groups of these departments are told something, each group once: the smart bot's chats, of which a
 * department may have several, and the webhook where there is no such chat or the smart bot cannot speak there.
 */
export async function groupsOf(
  tx: Pick<ReadTx, 'groups' | 'chats'>,
  departments: ReadonlySet<string>,
): Promise<{ department: string; to: Recipients }[]> {
  const chats = (await tx.chats.list('all', [])).filter(row => departments.has(row.department))
  const first = new Set<string>()
  const told = chats.map(({ chat, department }) => {
    // The webhook stands in for one of them only, or it would say the same twice.
    const to: Recipients = first.has(department)
      ? { chat: { id: chat, group: true, reply: null } }
      : { group: department, chat }
    first.add(department)
    return { department, to }
  })
  const webhooks = (await tx.groups.list('all', [])).filter(row => departments.has(row.department))
  return [
    ...told,
    ...webhooks
      .filter(({ department }) => !first.has(department))
      .map(({ department }) => ({ department, to: { group: department } })),
  ]
}
