// npm run backup -- FOLDER: a consistent copy of DATA_DIR, also while the bot is running.
import { readDataConfig } from '../config.ts'
import { openForReading } from '../store/lowdb/reading.ts'
import { BadUsage, explained } from './explained.ts'

await explained(async () => {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new BadUsage('请写备份到哪个文件夹，例如：npm run backup -- ./backup-20261130')
  const { dataDir, dataKeys } = readDataConfig(process.env)
  const store = await openForReading({ folder: dataDir, keys: dataKeys })
  await store.backup(folder)
  await store.close()
  // What was copied is opened once: a backup that cannot be read is none.
  const copy = await openForReading({ folder, keys: dataKeys })
  await copy.close()
  process.stdout.write(
    `已备份到 ${folder}，并已打开核对。恢复：停下清风，把它复制一份，让 DATA_DIR 指向复制的那份，再启动。\n`,
  )
})
