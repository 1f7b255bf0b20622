import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { openWeCom } from './bot/open.ts'
import type { Config } from './config.ts'
import { startCron } from './cron/jobs.ts'
import { tellUnknown } from './cron/outbox/tell-unknown.ts'
import { outboxWorker } from './cron/outbox/worker.ts'
import { sealWaiting } from './cron/seal.ts'
import { jobWorker } from './cron/work/worker.ts'
import { dispatch } from './handlers/acts.ts'
import { receive } from './handlers/chat/receive.ts'
import { fileMaker } from './handlers/files.ts'
import { idMaker } from './handlers/ids.ts'
import { makePerform } from './handlers/perform.ts'
import { jobKinds } from './handlers/jobs/kinds.ts'
import { personOf } from './handlers/roles.ts'
import { monthOf } from './handlers/time.ts'
import { progressOf } from './handlers/study/progress.ts'
import { bindCorp } from './handlers/directory/corp.ts'
import { openMetrics } from './metrics.ts'
import { openLowdb } from './store/lowdb/open.ts'
import { madeFiles } from './store/made.ts'
import { openWeb } from './web/api/open.ts'

export interface Surroundings {
  now: () => number
  log: Logger
  /** Where the built pages lie. */
  pagesFolder?: string
}

/** A running bot. */
export interface Bot {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string
  /** Does everything that is due at this moment: outbox, releases, slow work, sealing. For clocks that are moved, and tests. */
  catchUp(): Promise<void>
  /** Reads the directory anew. */
  readDirectory(): Promise<void>
  /** Resolves with the reason when the store can no longer keep anything. */
  failed: Promise<Error>
  /** Stops taking, finishes what is in hand, seals what is left. */
  stop(): Promise<void>
}

/** Builds every part; only when all stand does any of them start. They are stopped in reverse order. */
export async function startBot(config: Config, { now, log, pagesFolder }: Surroundings): Promise<Bot> {
  const random = (bytes: number): string => randomBytes(bytes).toString('hex')
  const metrics = openMetrics()
  const store = await openLowdb({ folder: config.dataDir, keys: config.dataKeys, now, log })
  try {
    await bindCorp(store, config.wecom.corpId)
  } catch (error) {
    await store.close()
    throw error
  }
  const wecom = openWeCom(
    { ...config.wecom, publicUrl: config.publicUrl, proxy: config.proxy, bot: config.bot },
    {
      now,
      log,
      count: reason => metrics.refused.inc({ reason }),
      perform: async incoming => {
        const deed = receive(incoming, now())
        return deed ? perform(deed) : { text: null }
      },
      know: userid =>
        store.read(async tx => {
          const { known, officeOf } = await personOf(tx, userid, house, now())
          return { known, files: officeOf !== null }
        }),
      lost: reason => metrics.lost.inc({ reason }),
      displaced: () => {
        const at = now()
        const key = `${monthOf(at)}:bot.displaced:${at}`
        perform({ key, act: 'bot.displaced', input: {}, who: null, reply: 'return', at }).catch((error: unknown) =>
          log.error({ err: error }, 'the office was not told that the smart bot is off'),
        )
      },
    },
  )
  const house = {
    admins: config.admins,
    pages: config.publicUrl !== null,
    isWebhook: (address: string) => wecom.isWebhook(address),
  }
  const perform = metrics.counting(makePerform({ store, dispatch, house, random, wake: () => outbox.wake() }))
  const made = madeFiles({ folder: join(config.dataDir, 'made'), keys: config.dataKeys })
  const makeFile = fileMaker({ store, made, now })
  const outbox = outboxWorker({
    store,
    post: wecom.post,
    now,
    random: Math.random,
    id: idMaker(random),
    file: makeFile,
    onUnknown: call => tellUnknown(perform, call, now()),
    log,
  })
  metrics.watch({ store, outbox, now, bot: wecom.smart })
  const work = jobWorker({
    store,
    perform,
    now,
    kinds: jobKinds,
    made,
    before: () => sealWaiting({ store, perform, now }),
    log,
  })
  const cronContext = { store, perform, now, outbox, work, made, directory: () => wecom.directory(), log }

  let accepting = false
  let stopping = false
  let directoryRead = (await store.read(tx => tx.settings.get('directory.read'))) !== undefined
  const { app } = openWeb({
    perform,
    store,
    wecom,
    now,
    randomBytes,
    config: {
      publicUrl: config.publicUrl,
      trustProxy: config.trustProxy,
      sessionSecret: config.sessionSecret,
      proofDir: config.domainProofDir,
      pagesFolder: pagesFolder ?? fileURLToPath(new URL('./pages', import.meta.url)),
    },
    log,
    ready: () => accepting && directoryRead,
    metrics: metrics.registry,
    callback: wecom.callback,
    whoIs: (tx, userid) => personOf(tx, userid, house, now()),
    progressOf,
    makeFile,
    made,
  })
  const answer = app.callback()
  const server = createServer((request, response) => void answer(request, response))
  try {
    await listening(server, config)
  } catch (error) {
    await wecom.close()
    await store.close()
    throw error
  }
  const cron = startCron(cronContext)
  accepting = true
  wecom.smart?.start()
  const readDirectory = async (): Promise<void> => {
    await cron.run('directory')
    directoryRead ||= (await store.read(tx => tx.settings.get('directory.read'))) !== undefined
  }
  void (async () => {
    for (let wait = 1000; !stopping; wait = Math.min(wait * 2, 30_000)) {
      await readDirectory()
      if (directoryRead) return
      await setTimeout(wait, undefined, { ref: false })
    }
  })()
  outbox.wake()
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    catchUp: async () => {
      await cron.run('release')
      await cron.run('groups')
      await outbox.drain()
      await work.drain()
      await outbox.drain()
      await cron.run('seal')
    },
    readDirectory,
    failed: store.stopped,
    stop: async () => {
      stopping = true
      accepting = false
      await Promise.all([closed(server), within(patience, wecom.smart?.settle() ?? Promise.resolve())])
      // A WeCom that does not answer must not keep the last facts from being sealed: what is cut off here is durable.
      await within(patience, Promise.all([cron.stop(), outbox.stop(), work.stop()]))
      await cron.run('seal')
      await within(patience, wecom.close())
      await store.close()
    },
  }
}

function listening(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

/** How long stopping waits for each thing that depends on somebody else, ms. */
const patience = 2500

const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, setTimeout(ms, undefined, { ref: false })])

/** Takes no more; requests in hand are answered. */
async function closed(server: Server): Promise<void> {
  const done = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeIdleConnections()
  await within(patience, done)
  server.closeAllConnections()
}
