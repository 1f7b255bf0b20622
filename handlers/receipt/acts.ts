import { z } from 'zod'
import { type Act, entry } from '../act.ts'

const ReceiptLook = z.object({ code: z.string(), fact: z.string() })

/** The office looks at somebody else's receipt: a name is shown, so it goes to the audit log. */
const lookAtReceipt: Act<z.infer<typeof ReceiptLook>> = async ({ code, fact }, desk) => {
  await desk.audit({ act: '核对回执', about: fact, detail: code })
  return null
}

/** What can happen to a receipt. */
export const receiptActs = { 'receipt.look': entry(ReceiptLook, lookAtReceipt) }
