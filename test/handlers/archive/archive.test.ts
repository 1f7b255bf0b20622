import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { png } from '../document/word-file.ts'
import { type Archives, openArchives } from './making.ts'

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const linesOf = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as T)

type Fact = Record<'id' | 'type' | 'at' | 'who' | 'data' | 'salt' | 'commitment', string>
type Link = Record<'seq' | 'at' | 'sha256' | 'sm3' | 'previousSha256' | 'previousSm3', string> & {
  facts: [string, string][]
}
const roster = /^02 花名册\/01/
const counts = '04 统计/分部门统计.xlsx'
const notes = '05 更正和请假代录/更正、请假和代录.xlsx'
const index = '06 台账目录.xlsx'
const summary = '07 学习小结.pdf'

describe('the archive of a month', { timeout: 120_000 }, () => {
  let house: Archives
  beforeEach(async () => {
    house = await openArchives()
  })
  afterEach(() => house.close())

  const publish = async (text = novemberNotice): Promise<string> => {
    await house.say('jiwei', `发布学习\n${text}`)
    await house.say('jiwei', '发布')
    const notices = await house.store.read(tx => tx.notices.list('unit', ['1']))
    return notices.at(-1)?.id ?? ''
  }
  /** A session and what else others record, as their acts write it. */
  const record = async (notice: string): Promise<void> => {
    const at = house.clock.now()
    const session = '202611-session1'
    await house.store.commit(async tx => {
      await tx.jointSessions.add({
        id: session,
        notice,
        unit: '1',
        departments: ['2'],
        version: 1,
        by: 'linei',
        at,
        date: '2026-11-11',
        part: '下午',
        from: null,
        to: null,
        place: '内科示教室',
        host: { name: '李建国', person: 'linei' },
        expected: 4,
        present: 3,
        absent: [{ person: 'sunhu', name: '孙琥', reason: '夜班' }],
        points: '对照案例查找本科室值班管理的薄弱环节。',
        attended: ['wangxin', 'zhangwei'].map(person => ({ person, department: '21', counted: person === 'wangxin' })),
        state: 'recorded',
        fact: 'f',
      })
      const base = { notice, version: 1, by: 'linei', at, state: 'counted' as const, fact: 'f' }
      await tx.attendance.add({ ...base, person: 'wangxin', department: '21', kind: 'joint', session })
      await tx.attendance.add({ ...base, person: 'wu', department: '3', kind: 'offline', session: null })
      await tx.requests.add({
        id: '202611-request1',
        notice,
        person: 'yeban',
        department: '4',
        kind: 'leave',
        why: '产假',
        at,
        state: 'granted',
        decided: { at, by: 'zheng', fact: 'f' },
        answer: null,
        withdrawn: null,
        fact: 'f',
      })
    })
  }

  it('adds up with the store, to the person', async () => {
    const notice = await publish()
    for (const who of ['yan', 'zhangwei', 'zhouwai']) await house.say(who, '已学习')
    await record(notice)
    const archive = await house.archive('导出 台账 2026-11')

    const people = await house.store.read(tx => tx.audience.list('notice', [notice]))
    const rows = (await archive.sheet(roster, '花名册')).slice(3)
    expect(rows.map(row => row[3]).sort()).toEqual(people.map(row => row.person).sort())
    const standing = new Map(rows.map(row => [row[3], row[4]]))
    expect(Object.fromEntries(standing)).toMatchObject({
      yan: '已确认',
      zhangwei: '已确认',
      zhouwai: '已确认',
      wangxin: '集中学习',
      wu: '线下学习（代录）',
      yeban: '请假',
      linei: '未确认',
    })
    const [head = [], ...departments] = (await archive.sheet(counts, '01 分部门')).slice(2)
    expect(head).toEqual(['部门', '应学', '已确认', '集中学习', '线下学习（代录）', '请假', '免学', '未确认'])
    const whole = departments.pop()
    expect(whole).toEqual(['合计', '14', '3', '1', '1', '1', '0', '8'])
    for (const [name = '', asked, ...each] of departments) {
      expect([name, each.reduce((sum, count) => sum + Number(count), 0)]).toEqual([name, Number(asked)])
      expect(rows.filter(row => row[1] === name).length).toBe(Number(asked))
    }
    expect(departments.map(row => row[0])).toEqual(['内科（本级）', '心内科', '呼吸科', '外科', '护理部', '纪委办公室'])
    const { words, pages } = await archive.pdf(summary)
    expect(pages).toBe(1)
    expect(words).toContain(
      '应学14人,其中本人确认3人、集中学习1人、线下学习(代录)1人、请假1人、未确认8人。'.normalize('NFKC'),
    )
    expect(words).toContain('应到4人次,实到3人次,其中以集中学习计入完成情况1人次')
    expect(words).toContain('青溪县人民医院(盖章)2026年11月12日')
  })

  it('holds the notice as it was issued, its materials, the record of the session and who was on leave', async () => {
    const notice = await publish()
    await record(notice)
    const archive = await house.archive('导出 台账 2026-11')
    const issued = await house.store.read(tx => tx.notices.get(notice))
    const whole = archive.bytes(/全文\.txt$/)
    expect([...whole.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(sha256(whole.subarray(3))).toBe(issued?.hash)
    expect(archive.text(/材料1 .*\.txt$/)).toContain('给予值班负责人警告处分')
    expect((await archive.pdf(/材料2 .*\.pdf$/)).words).toContain('看病走正门,不信门口人。')
    const session = await archive.pdf(/^03 集中学习记录\/.*2026-11-11 内科 集中学习记录\.pdf$/)
    for (const words of ['李建国', '应到4人,实到3人', '王新、张伟', '孙琥(夜班)', '内科示教室', '薄弱环节'])
      expect(session.words).toContain(words)
    expect((await archive.sheet(notes, '请假、免学和异议'))[1]).toEqual(
      expect.arrayContaining(['护理部', '陈夜', '请假', '产假', '同意', '郑爽']),
    )
  })

  it('lists every file with its length and hash', async () => {
    await publish()
    const archive = await house.archive('导出 台账 2026-11')
    const rows = (await archive.sheet(index, '目录')).slice(3)
    expect(rows.map(row => row[1]).sort()).toEqual(archive.names.filter(name => name !== index).sort())
    for (const [, name = '', , , bytes, hash] of rows) {
      expect([name, archive.bytes(name).length, sha256(archive.bytes(name))]).toEqual([name, Number(bytes), hash])
    }
    for (const name of archive.names) {
      for (const part of name.split('/')) expect([...part].length).toBeLessThanOrEqual(80)
      expect(name).not.toMatch(/[\\:*?"<>|]|\.\./)
    }
  })

  it('is checked by an outsider with nothing but what it says', async () => {
    const notice = await publish()
    for (const who of ['yan', 'zhangwei']) await house.say(who, '已学习')
    const archive = await house.archive('导出 台账 2026-11')
    const facts = linesOf<Fact>(archive.text('08 存证/事实.jsonl'))
    const links = linesOf<Link>(archive.text('08 存证/证据链.jsonl'))
    expect(facts.map(({ type, who }) => [type, who])).toEqual([
      ['study.issued', 'jiwei'],
      ['study.confirmed', 'yan'],
      ['study.confirmed', 'zhangwei'],
    ])
    const chained = new Map(links.flatMap(link => link.facts))
    for (const { id, type, at, who, data, salt, commitment } of facts) {
      expect(sha256([salt, id, type, at, who, data].join('\n'))).toBe(commitment)
      expect(chained.get(id)).toBe(commitment)
      expect(data).toContain(notice)
    }
    for (const [place, link] of links.entries()) {
      const lines = link.facts.map(fact => fact.join(' '))
      for (const [name, algorithm] of [
        ['Sha256', 'sha256'],
        ['Sm3', 'sm3'],
      ] as const) {
        const text = [link[`previous${name}`], link.seq, link.at, ...lines].join('\n')
        expect(createHash(algorithm).update(text).digest('hex')).toBe(link[algorithm])
        if (place) expect(link[`previous${name}`]).toBe(links[place - 1]?.[algorithm])
      }
    }
    const last = links.at(-1) ?? never()
    const root = archive.text('08 存证/存证根.txt')
    expect(root).toContain(`SHA-256：${last.sha256}\nSM3：${last.sm3}`)
    expect((await archive.pdf('08 存证/存证根.pdf')).words).toContain(last.sha256)
    const readme = archive.text('08 存证/README.txt')
    expect(readme).toContain('证据链.jsonl 的最后一节就是存证根')
    for (const name of ['salt', 'id', 'type', 'at', 'who', 'data', 'commitment']) expect(readme).toContain(name)
  })

  it('is the same to the byte when it is made twice of the same state at the same moment', async () => {
    await publish()
    await house.say('yan', '已学习')
    await house.say('jiwei', '导出 台账 2026-11')
    const [first, again] = [await house.makeAgain(), await house.makeAgain()]
    expect(sha256(first.zip)).toBe(sha256(again.zip))
    // Later, with nothing new: only what says when it was made is different.
    house.clock.add(60_000)
    const later = await house.makeAgain()
    expect(later.names).toEqual(first.names)
    const same = first.names.filter(name => sha256(first.bytes(name)) === sha256(later.bytes(name)))
    expect(same).toEqual(first.names.filter(name => /\.txt$|\.jsonl$/.test(name) && !/README|存证根/.test(name)))
  })

  it('says until when, where the month or a notice still runs', async () => {
    await publish()
    const running = await house.archive('导出 台账 2026-11')
    expect((await running.pdf(summary)).words).toContain('本月尚未结束,以下为截至2026年11月12日09:07的情况')
    expect((await running.sheet(index, '目录'))[0]?.[0]).toContain('本月尚未结束，截至2026年11月12日 09:07')
    house.clock.to('2026-12-03 10:00')
    const over = await house.archive('导出台账 11月')
    expect((await over.pdf(summary)).words).not.toContain('尚未结束')
    expect((await over.pdf(summary)).words).toContain('以下数字截至2026年12月3日10:00')
  })

  it('reads right for a month without a notice, and has its root all the same', async () => {
    await publish()
    const archive = await house.archive('导出 台账 2026-10')
    const { words } = await archive.pdf(summary)
    expect(words).toContain('2026年10月没有学习通知。')
    expect(words).toContain('没有集中学习记录。')
    expect(archive.names).toEqual([
      counts,
      notes,
      summary,
      ...['存证根.pdf', '存证根.txt', '事实.jsonl', '证据链.jsonl', 'README.txt'].map(name => `08 存证/${name}`),
      index,
    ])
    expect((await archive.sheet(index, '学习通知'))[0]?.[0]).toBe('2026年10月没有发布学习通知')
  })

  it('keeps a withdrawn notice apart, and sums several', async () => {
    await publish()
    await house.say('yan', '已学习')
    await house.say('jiwei', '撤回 附件有误。')
    house.clock.add(60_000)
    await publish(novemberNotice.replaceAll('甲县', '丙县'))
    await house.say('yan', '已学习')
    house.clock.add(60_000)
    await publish(novemberNotice.replace('党风廉政及行风教育学习通知', '党风廉政补充学习通知'))
    const archive = await house.archive('导出 台账')
    const { words, pages } = await archive.pdf(summary)
    expect(pages).toBe(1)
    expect(words).toContain('共组织学习2次')
    expect(words).toContain('2次学习合计应学28人次,其中本人确认1人次、未确认27人次。')
    expect(words).toMatch(/于2026年11月12日09:07撤回,原因:附件有误;不计入以上数字。/)
    expect((await archive.sheet(index, '学习通知')).map(row => row[2])).toEqual(
      expect.arrayContaining(['已撤回', '有效', '有效']),
    )
    expect((await archive.pdf(/^01 学习通知\/01 .*（已撤回）\.pdf$/)).words).toContain(
      '已于2026年11月12日09:07撤回:附件有误',
    )
    expect(await archive.sheet(notes, '撤回')).toHaveLength(2)
  })

  it('prints rare characters, and names one that no font of ours has', async () => {
    const notice = await publish(novemberNotice.replace('一名导医说。', '导医鄢㛃、䶮某、𬭳某、𠮷某说。'))
    await record(notice)
    const archive = await house.archive('导出 台账')
    expect((await archive.pdf(/材料2 .*\.pdf$/)).words).toContain('导医鄢㛃、䶮某、𬭳某、〔U+20BB7〕某说。')
    expect((await archive.sheet(index, '目录'))[2]?.[0]).toContain('U+20BB7')
    expect(archive.text(/材料2 .*\.txt$/)).toContain('𠮷某')
    expect((await archive.sheet(roster, '花名册')).flat()).toContain('鄢㛃')
  })

  it('holds the pictures of a notice, and prints those that a PDF takes', async () => {
    const notice = await publish()
    const pictures = [
      { type: 'image/png' as const, bytes: Buffer.from(png(120, 600, 200)) },
      { type: 'image/gif' as const, bytes: Buffer.from('GIF89a') },
    ].map(({ type, bytes }) => ({ notice, type, sha256: sha256(bytes), bytes: bytes.toString('base64') }))
    await house.store.commit(async tx => {
      const row = await tx.notices.get(notice)
      if (!row) return
      const text = `${row.text}\n${pictures.map(picture => `［图片：${picture.sha256}］`).join('\n')}\n［图片：图表不能显示，请看原件］\n`
      for (const picture of pictures) await tx.pictures.add(picture)
      await tx.notices.update({ ...row, text, hash: sha256(text + row.materials.map(item => item.text).join('')) })
    })
    const archive = await house.archive('导出 台账')
    for (const { type, sha256: digest } of pictures) {
      const name = new RegExp(`图片\\d ${digest.slice(0, 12)}\\.${type.slice(6)}$`)
      expect(sha256(archive.bytes(name))).toBe(digest)
    }
    const printed = archive.bytes(/^01 学习通知\/01 党风[^全]*\.pdf$/)
    expect(Buffer.from(printed).includes('/Subtype /Image')).toBe(true)
    const { words } = await archive.pdf(/^01 学习通知\/01 党风[^全]*\.pdf$/)
    expect(words).toContain(`［图片,见文件${pictures[1]?.sha256.slice(0, 12)}］`.normalize('NFKC'))
    expect(words).toContain('图表不能显示')
  })

  it('holds every version of a notice and what a correction changed', async () => {
    const notice = await publish()
    await house.say('yan', '已学习')
    const at = house.clock.now()
    await house.store.commit(async tx => {
      const row = await tx.notices.get(notice)
      if (!row) return
      const { title, month, issuers, text, materials, hash, due, by } = row
      const first = { notice, title, month, issuers, text, materials, hash, due, by, at, agreed: null, fact: null }
      const corrected = text.replace('甲县', '丁县')
      const whole = corrected + materials.map(material => material.text).join('')
      await tx.versions.add({ ...first, version: '1', kind: 'issue', difference: [] })
      const second = { text: corrected, hash: sha256(whole) }
      await tx.versions.add({
        ...first,
        ...second,
        version: '2',
        kind: 'substance',
        difference: ['甲县→丁县'],
        fact: 'f',
      })
      await tx.notices.update({ ...row, ...second, version: 2, asks: 2 })
    })
    const archive = await house.archive('导出 台账')
    expect(archive.text(/第1版 党风.*全文\.txt$/)).toContain('甲县某局值班期间')
    expect(archive.text(/第2版 党风.*全文\.txt$/)).toContain('丁县某局值班期间')
    expect(archive.names.filter(name => name.includes('材料1'))).toHaveLength(2)
    expect((await archive.sheet(notes, '更正'))[1]).toEqual(
      expect.arrayContaining(['第 2 版', '韩正清', '实质更正，须重新确认', '甲县→丁县']),
    )
    const { words } = await archive.pdf(summary)
    expect(words).toContain('发布后更正1次,其中1次为实质更正')
    expect(words).toContain('应学14人,其中本人确认0人、未确认14人')
  })
})

function never(): never {
  throw new Error('nothing there')
}
