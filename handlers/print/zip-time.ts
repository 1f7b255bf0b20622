const shanghai = 480

/** A date whose local fields, which zip archives hold, read as Shanghai time wherever this runs. */
export const zipTime = (at: number): Date => new Date(at + (shanghai + new Date(at).getTimezoneOffset()) * 60_000)
