/** Runs a command; what goes wrong is one clear sentence and exit code 2, a fault of ours a stack and 1. */
export async function explained(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const known = error instanceof Error && spoken.has(error.name)
    process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(known ? 2 : 1)
  }
}

/** Errors whose message is a sentence for people. */
const spoken = new Set(['BadEnvironment', 'OtherCorp', 'StoreDamaged', 'StoreLocked', 'WrongKey', 'BadUsage'])

/** The command was called wrongly. */
export class BadUsage extends Error {
  override name = 'BadUsage'
}
