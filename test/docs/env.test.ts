import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'

const textOf = (file: string): Promise<string> => readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
const example = await textOf('.env.example')
const given = parseEnv(example)

const required = {
  DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  SESSION_SECRET: 'a test session secret of enough length',
  ADMIN_USERIDS: 'zhangsan',
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'secret',
}

describe('.env.example', () => {
  it('names the same variables as the configuration', async () => {
    const keys = [...(await textOf('config.ts')).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, key]) => key)
    expect(Object.keys(given).toSorted()).toEqual(keys.toSorted())
  })

  it('gives every default as it is, and leaves the rest empty', () => {
    expect(readConfig({ ...given, ...required })).toEqual(readConfig(required))
  })

  it('marks with a star what the start asks for', () => {
    const starred = example.split(/(?<==.*)\n/).flatMap(block => {
      const [, name] = /^([A-Z_]+)=/m.exec(block) ?? []
      return name && /^# \*/m.test(block) ? [name] : []
    })
    // One star stands above the pair of AgentId and Secret.
    expect([...starred, 'WECOM_SECRET'].toSorted()).toEqual(Object.keys(required).toSorted())
  })
})
