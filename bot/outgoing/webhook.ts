import { paths } from './body.ts'

/**
 * The key in the address of a group's webhook (vendor page 99110); null for any other address.
 * Only the configured WeCom's own are taken: an address that a message brings must not lead anywhere else.
 */
export function webhookKey(address: string, apiBase: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const key = url.searchParams.get('key') ?? ''
  const ours = url.origin === new URL(apiBase).origin && url.pathname === paths.webhook && !url.username && !url.hash
  return ours && /^[\w-]{1,128}$/.test(key) ? key : null
}
