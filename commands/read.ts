// npm run -s read -- FILE: what a document is read as, as one JSON object. Nothing is stored.
import { readCommand } from '../handlers/document/read-command.ts'
import { explained } from './explained.ts'

await explained(async () => {
  const { stdout, stderr, code } = await readCommand(process.argv.slice(2))
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  process.exitCode = code
})
