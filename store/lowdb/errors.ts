/** Something in the folder is not what was written. Names file and place; nothing has been dropped or changed. */
export class StoreDamaged extends Error {
  override name = 'StoreDamaged'
  readonly file: string
  readonly place: string

  constructor(file: string, place: string, what: string, options?: ErrorOptions) {
    super(`${file}, ${place}: ${what}`, options)
    this.file = file
    this.place = place
  }
}

/** Another process writes to this folder. */
export class StoreLocked extends Error {
  override name = 'StoreLocked'
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
