import type { Store } from '../../store/transaction.ts'

/** A store of another corp: two hospitals' records are never mixed. */
export class OtherCorp extends Error {
  override name = 'OtherCorp'
}

/** A store remembers the corp id it was first used with, and is refused for another. */
export async function bindCorp(store: Store, corpId: string): Promise<void> {
  const known = await store.commit(async tx => {
    await tx.settings.add({ id: 'corp', value: corpId })
    return (await tx.settings.get('corp'))?.value
  })
  if (known !== corpId) {
    throw new OtherCorp('DATA_DIR 里是另一家企业的数据，请检查 WECOM_CORP_ID，或为这家企业另选 DATA_DIR')
  }
}
