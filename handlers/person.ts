/** Who does something. Identity comes from WeCom alone; the roles are looked up for the moment of the deed. */
export interface Person {
  /** The userid in lower case. */
  readonly id: string
  readonly name: string
  readonly departments: readonly string[]
  /** Departments this person heads, by WeCom's flag or named by the office. */
  readonly leads: readonly string[]
  /** The unit whose office this person belongs to; null for everybody else. */
  readonly officeOf: string | null
  /** The unit this person works in. */
  readonly unit: string
  /** False where the directory does not (or not yet) list this person, or the person has left. */
  readonly known: boolean
}

/** The departments a person oversees, subtrees included: those led, and the unit whose office it is. */
export const overseenBy = ({ leads, officeOf }: Person): readonly string[] =>
  officeOf === null ? leads : [...leads, officeOf]
