/** What is true of this installation, read once from the environment. */
export interface House {
  /** userids in lower case that are the office from the start (`ADMIN_USERIDS`). */
  readonly admins: ReadonlySet<string>
  /** Pages can be opened (`PUBLIC_URL`). */
  readonly pages: boolean
  /** Whether this is the address of a group's webhook of the configured WeCom. */
  isWebhook(address: string): boolean
}
