// Loaded into a measured process before its own program (`--import`): tells over IPC what the process has used.
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between two looks at the event loop; a pause shorter than this is not seen. */
const resolution = 1
let pauses = null

const answers = {
  usage: () => {
    const { user, system } = process.cpuUsage()
    return { cpu: user + system, rss: process.memoryUsage.rss() }
  },
  watchPauses: () => {
    pauses ??= monitorEventLoopDelay({ resolution })
    pauses.enable()
    pauses.reset()
    return null
  },
  longestPause: () => (pauses ? Math.max(0, pauses.max / 1e6 - resolution) : null),
}

if (process.send) {
  process.on('message', ({ id, probe }) => {
    const answer = answers[probe]
    if (answer) process.send({ id, answer: answer() })
  })
  // The channel alone shall not keep the process alive.
  process.channel.unref()
}
