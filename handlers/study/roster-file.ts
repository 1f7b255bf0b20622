import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import exceljs from 'exceljs'
import { stampOf } from '../time.ts'
import type { Roster } from './roster.ts'
import { standingNames } from './standing.ts'

/** Rows written before other work gets a turn. */
const slice = 200

const columns = [
  { header: '部门', key: 'department', width: 22 },
  { header: '姓名', key: 'name', width: 12 },
  { header: '状态', key: 'state', width: 22 },
  { header: '确认时间', key: 'at', width: 28 },
  { header: '确认方式', key: 'by', width: 12 },
  { header: '确认的版本', key: 'version', width: 12 },
  { header: '他人记录或审定', key: 'others', width: 44 },
  { header: '正文 SHA-256', key: 'hash', width: 68 },
  { header: '更正前的确认', key: 'earlier', width: 34 },
]

/** In the order they are shown; with confirmed and missing they add up to everybody asked. */
const otherwise = ['joint', 'offline', 'leave', 'exempt'] as const

const outsiderColumns = [
  { header: '科室', key: 'department', width: 22 },
  { header: '姓名', key: 'name', width: 12 },
  { header: '类别', key: 'category', width: 12 },
  { header: '说明', key: 'told', width: 40 },
  { header: '代录', key: 'others', width: 44 },
]

/** The roster as an `.xlsx`: the list, who is outside the directory, and a sheet that says what it is a list of. Yields between slices of rows. */
export async function rosterFile(roster: Roster, madeAt: number): Promise<Uint8Array> {
  const stream = new PassThrough()
  const bytes = buffer(stream)
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = book.addWorksheet('花名册', {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.columns = columns
  sheet.getRow(1).font = { bold: true }
  for (const [index, row] of roster.rows.entries()) {
    sheet.addRow(row).commit()
    if (index % slice === slice - 1) await setImmediate()
  }
  sheet.commit()
  if (roster.outsiders.length) {
    const apart = book.addWorksheet('通讯录以外人员')
    apart.columns = outsiderColumns
    apart.getRow(1).font = { bold: true }
    for (const row of roster.outsiders) apart.addRow(row).commit()
    apart.commit()
  }
  const about = book.addWorksheet('说明')
  about.columns = [
    { header: '项目', key: 'name', width: 38 },
    { header: '内容', key: 'value', width: 80 },
  ]
  const facts: [string, string][] = [
    ['学习通知', roster.title],
    ['单位', roster.unit],
    ['完成期限', roster.due],
    ['应学人数', String(roster.asked)],
    ['已确认人数', String(roster.confirmed)],
    ['未确认人数', String(roster.missing)],
    ...otherwise.map(kind => [`${standingNames[kind]}人数`, String(roster.otherwise[kind] ?? 0)] as [string, string]),
    ['通讯录以外人员线下学习（不计入应学）', String(roster.outsiders.length)],
    ['正文 SHA-256', roster.hash],
    ['导出时间', stampOf(madeAt)],
  ]
  for (const [name, value] of facts) about.addRow({ name, value }).commit()
  about.commit()
  await book.commit()
  return new Uint8Array(await bytes)
}
