import { WrongKey } from '../store/cipher.ts'
import { NotEmpty } from '../store/lowdb/backup.ts'
import { StoreDamaged, StoreLocked } from '../store/lowdb/errors.ts'

/** Runs a command; what goes wrong is one clear sentence and exit code 2, a fault of ours a stack and 1. */
export async function explained(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const sentence = sentenceOf(error)
    process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`)
    process.exit(sentence === null ? 1 : 2)
  }
}

/** What people can do about it; null for a fault of ours. */
function sentenceOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (spoken.has(error.name)) return error.message
  if (error instanceof StoreDamaged) {
    return `数据目录里的 ${error.file} 已损坏（${error.place}：${error.message}）。没有改动任何文件。请停下清风，用最近的备份恢复，并保留损坏的文件夹备查。`
  }
  if (error instanceof StoreLocked) {
    return `数据目录正由另一个清风使用（${error.message}）。请先停下它，或检查 DATA_DIR；确认那台机器或容器已经不在时，删除目录里的 lock 文件再启动。`
  }
  if (error instanceof NotEmpty) return '备份只写入新的或空的文件夹，请换一个。'
  if (error instanceof WrongKey)
    return `数据密钥打不开这里的数据：${error.message}。请在 DATA_KEY 中填写写入这些数据时用的密钥（可与新的并列，逗号隔开）。`
  const code = 'code' in error && typeof error.code === 'string' ? system[error.code] : undefined
  return code ?? null
}

const system: Record<string, string> = {
  EADDRINUSE: '端口已被占用：可能已有一个清风在运行。请先停下它，或在 PORT 中换一个端口。',
  EADDRNOTAVAIL: 'HOST 不是本机的地址，请改为 127.0.0.1 或本机的一个地址。',
  EACCES: '没有权限使用数据目录 DATA_DIR 或端口 PORT，请给运行账号读写权限，或换一个。',
  ENOSPC: '磁盘已满，请腾出空间后再运行。',
}

/** Errors whose message is a sentence for people. */
const spoken = new Set(['BadEnvironment', 'OtherCorp', 'BadUsage'])

/** The command was called wrongly. */
export class BadUsage extends Error {
  override name = 'BadUsage'
}
