import type { Reading } from '../../../handlers/joint/read/reading.ts'

/** Thursday, in the morning: yesterday was the 11th. */
export const now = Date.parse('2026-11-12T17:40:00+08:00')

export const known = {
  people: ['王新', '张三', '李四', '王五', '赵敏', '张伟', '欧阳静', '鄢㛃', '孙琥', '周海', '李晓明', '李晓'],
  departments: ['心内科', '呼吸科', '外科', '手术室', '纪委办公室'],
}

const blank: Reading = {
  month: null,
  title: null,
  departments: [],
  date: null,
  part: null,
  from: null,
  to: null,
  place: null,
  host: null,
  expected: null,
  present: null,
  all: false,
  missing: null,
  absent: null,
  points: null,
  again: false,
  twice: [],
  unclear: [],
}

const yesterday = '2026-11-11'
const today = '2026-11-12'
const at = (hour: number, minute = 0): number => hour * 60 + minute
const off = (...pairs: [string, string][]) => pairs.map(([name, reason]) => ({ name, reason }))
const night = off(['张三', '夜班'], ['李四', '夜班'])
const usual = { date: yesterday, part: '下午', host: '王主任', expected: 23, present: 21, absent: night }

/** Ways of saying it, and what each says. */
export const sentences: Record<string, Partial<Reading>> = {
  '昨天下午集中学习，王主任主持，应到23实到21，张三李四夜班': usual,
  '集中学习 昨天下午，王主任主持，应到23人，实到21人，张三、李四夜班': usual,
  昨天下午集中学习王主任主持应到二十三人实到二十一人张三李四夜班: usual,
  昨天下午集中学习王主任主持应到二十三实到二十一张三李四夜班: usual,
  嗯昨天下午我们科集中学习然后王主任主持的应到二十三人实到二十一人张三李四上夜班: {
    ...usual,
    absent: off(['张三', '上夜班'], ['李四', '上夜班']),
  },
  '昨日下午，我科组织集中学习，主持人：王主任，应到：23人，实到：21人，缺席：张三（夜班）李四（外出）': {
    ...usual,
    absent: off(['张三', '夜班'], ['李四', '外出']),
  },
  '昨天下午集中学习，王主任主持，应到２３人，实到２１人，张三　夜班、李四　产假': {
    ...usual,
    absent: off(['张三', '夜班'], ['李四', '产假']),
  },
  '昨天下午集中学习，王主任主持，21/23，张三李四夜班': usual,
  '昨天下午集中学习，王主任主持，23/21，张三李四夜班': usual,
  '昨天下午集中学习，王主任主持，应到/实到：23/21，张三李四夜班': usual,
  '昨天下午集中学习，王主任主持，应到、实到分别为23人、21人，张三李四夜班': usual,
  '昨天下午集中学习 王主任主持 应到23 请假2人（张三 夜班、李四 产假）': {
    ...usual,
    present: null,
    missing: 2,
    absent: off(['张三', '夜班'], ['李四', '产假']),
  },
  '昨天下午集中学习 王主任主持 应到23 2人请假：张三 夜班，李四 产假': {
    ...usual,
    present: null,
    missing: 2,
    absent: off(['张三', '夜班'], ['李四', '产假']),
  },
  '昨天下午集中学习，王主任主持，应到23实到21，请假2人：张三、李四': {
    ...usual,
    missing: 2,
    absent: off(['张三', '请假'], ['李四', '请假']),
  },
  '昨天下午集中学习，王主任主持，应到23人，到了21个，张三李四夜班': usual,
  '昨天下午集中学习，王主任主持，全科23人，21人参加，张三李四夜班': usual,
  '昨天下午集中学习，王主任主持，应到23人，到会21人，张三、李四两人夜班': usual,
  '昨天下午集中学习，王主任主持，应到23人，实到21人，夜班：张三、李四': usual,
  '昨天下午集中学习，王主任主持，应到23人，实到21人，夜班张三李四': usual,
  '昨天下午集中学习，王主任主持，应到23人，实到20人，夜班：张三、李四；产假：王五': {
    ...usual,
    present: 20,
    absent: off(['张三', '夜班'], ['李四', '夜班'], ['王五', '产假']),
  },
  '昨天下午集中学习，王主任主持，应到23人，实到20人，张三李四夜班，王五产假': {
    ...usual,
    present: 20,
    absent: off(['张三', '夜班'], ['李四', '夜班'], ['王五', '产假']),
  },
  '昨天下午集中学习，王主任主持，应到23人，实到20人，张三李四夜班王五产假': {
    ...usual,
    present: 20,
    absent: off(['张三', '夜班'], ['李四', '夜班'], ['王五', '产假']),
  },
  '昨天下午集中学习，王主任主持，除张三、李四值班外全部到会': {
    ...usual,
    expected: null,
    present: null,
    all: true,
    absent: off(['张三', '值班'], ['李四', '值班']),
  },
  '昨天下午集中学习，王主任主持，除了张三外出李四夜班以外，其余人员都参加了': {
    ...usual,
    expected: null,
    present: null,
    all: true,
    absent: off(['张三', '外出'], ['李四', '夜班']),
  },
  '昨天下午集中学习，王主任主持，张三李四没来，其余全到': {
    ...usual,
    expected: null,
    present: null,
    all: true,
    absent: off(['张三', ''], ['李四', '']),
  },
  '昨天下午集中学习，王主任主持，张三、李四请假，其他人都到了': {
    ...usual,
    expected: null,
    present: null,
    all: true,
    absent: off(['张三', '请假'], ['李四', '请假']),
  },
  今天下午3点在示教室集中学习: { date: today, from: at(15), place: '示教室' },
  '今天下午三点在示教室集中学习，全员参加': { date: today, from: at(15), place: '示教室', all: true },
  '今天下午3点半到4点半，五楼会议室集中学习，护士长主持，无缺席': {
    date: today,
    from: at(15, 30),
    to: at(16, 30),
    place: '五楼会议室',
    host: '护士长',
    all: true,
  },
  '11月10日 14:30-15:30 科会学习，护士长主持': { date: '2026-11-10', from: at(14, 30), to: at(15, 30), host: '护士长' },
  '11月10日（周二）14：30－15：30科会学习，护士长主持': {
    date: '2026-11-10',
    from: at(14, 30),
    to: at(15, 30),
    host: '护士长',
  },
  '十一月十日下午两点到三点科室学习，护士长主持，全体人员参加': {
    date: '2026-11-10',
    from: at(14),
    to: at(15),
    host: '护士长',
    all: true,
  },
  '2026年11月10日14时30分集中学习': { date: '2026-11-10', from: at(14, 30) },
  '2026-11-10 14:30 集中学习 地点：门诊三楼会议室': { date: '2026-11-10', from: at(14, 30), place: '门诊三楼会议室' },
  '11.10下午集中学习': { date: '2026-11-10', part: '下午' },
  '11/10 集中学习 全员到齐': { date: '2026-11-10', all: true },
  '10号下午集中学习': { date: '2026-11-10', part: '下午' },
  '上周五下午集中学习了，我主持的': { date: '2026-11-06', part: '下午', host: '我' },
  '周二早交班集中学习，王新主持': { date: '2026-11-10', part: '早交班', host: '王新' },
  '前天晚上7点集中学习，由科主任王新主持': { date: '2026-11-10', from: at(19), host: '科主任王新' },
  '今早8点集中学习，王新主任主持': { date: today, from: at(8), host: '王新主任' },
  '刚刚组织科室人员集中学习，欧阳主任主持': { date: today, host: '欧阳主任' },
  '昨晚集中学习 主持 王主任': { date: yesterday, part: '晚上', host: '王主任' },
  王主任昨天下午组织集中学习: { date: yesterday, part: '下午', host: '王主任' },
  '昨天下午3点王主任组织大家学习，全到': { date: yesterday, from: at(15), host: '王主任', all: true },
  昨天3点集中学习: { date: yesterday, from: at(15) },
  心内科昨天下午在心内科示教室集中学习: {
    departments: ['心内科'],
    date: yesterday,
    part: '下午',
    place: '心内科示教室',
  },
  '心内科、呼吸科昨天下午集中学习': { departments: ['心内科', '呼吸科'], date: yesterday, part: '下午' },
  '昨天下午10月学习，集中学习，全员参加': { month: '-10', date: yesterday, part: '下午', all: true },
  昨天下午集中学习10月份的通知: { month: '-10', date: yesterday, part: '下午' },
  '昨天下午集中学习《党风廉政学习通知》，全员参加': {
    title: '党风廉政学习通知',
    date: yesterday,
    part: '下午',
    all: true,
  },
  '昨天下午集中学习，讨论：大家表示要引以为戒，守住底线。': {
    date: yesterday,
    part: '下午',
    points: '大家表示要引以为戒，守住底线',
  },
  '昨天下午集中学习，会上学习了两个案例，应到23实到21，张三李四夜班': {
    ...usual,
    host: null,
    points: '学习了两个案例',
  },
  昨天下午集中学习会上学习了两个案例应到23实到21张三李四夜班: { ...usual, host: null, points: '学习了两个案例' },
  '讨论：1.收红包的危害；2.应到岗尽责。\n昨天下午集中学习，应到23人，实到21人，张三李四夜班': {
    ...usual,
    host: null,
    points: '1.收红包的危害；2.应到岗尽责。\n昨天下午集中学习',
    date: null,
    part: null,
  },
  '昨天下午集中学习，传达了上级通报，张三李四夜班，应到23，实到21': { ...usual, host: null, points: '传达了上级通报' },
  '时间：昨天下午\n地点：示教室\n主持：王主任\n应到：23\n实到：21\n缺席：张三、李四（夜班）\n讨论：守住底线': {
    ...usual,
    place: '示教室',
    points: '守住底线',
  },
  '缺席 张三 夜班 李四 外出': { absent: off(['张三', '夜班'], ['李四', '外出']) },
  '缺席：张三（孩子家长会），李四（去市里开会）': { absent: off(['张三', '孩子家长会'], ['李四', '去市里开会']) },
  '应到二十三人，实到二十一人': { expected: 23, present: 21 },
  '应到一百零三人，实到九十八人': { expected: 103, present: 98 },
  到了21个: { present: 21 },
  '21/23': { expected: 23, present: 21 },
  全员参加: { all: true },
  '昨天下午补学，张三参加': { date: yesterday, part: '下午', again: true, unclear: ['张三参加'] },
  '昨天下午集中学习，赵六夜班': { date: yesterday, part: '下午', absent: off(['赵六', '夜班']) },
  '昨天下午集中学习，王新民夜班': { date: yesterday, part: '下午', absent: off(['王新民', '夜班']) },
  '昨天下午集中学习，李晓明夜班': { date: yesterday, part: '下午', absent: off(['李晓明', '夜班']) },
  '昨天下午集中学习，王主任外出': { date: yesterday, part: '下午', absent: off(['王主任', '外出']) },
  '昨天下午集中学习，应到23，实到20，2人夜班1人产假': {
    date: yesterday,
    part: '下午',
    expected: 23,
    present: 20,
    missing: 3,
  },
  // What is not clear is not taken for something else.
  昨天下午没有集中学习: { date: yesterday, part: '下午', unclear: ['没有'] },
  昨天7点集中学习: { date: yesterday, twice: [{ field: '时间', values: ['7点'] }] },
  '昨天下午集中学习，应到23，实到21，实到22': {
    date: yesterday,
    part: '下午',
    expected: 23,
    twice: [{ field: '实到', values: ['21 人', '22 人'] }],
  },
  '昨天下午集中学习，张三迟到，全员参加': { date: yesterday, part: '下午', all: true, unclear: ['张三迟到'] },
  '昨天下午集中学习，应到23，迟到2人': { date: yesterday, part: '下午', expected: 23, unclear: ['迟到2人'] },
  '昨天下午集中学习，夜班张三李四产假': { date: yesterday, part: '下午', unclear: ['夜班张三李四产假'] },
  '昨天下午集中学习，张三、李四': { date: yesterday, part: '下午', unclear: ['张三', '李四'] },
  '11月10日（周五）集中学习': { twice: [{ field: '时间', values: ['11月10日（周五）'] }] },
  明天下午3点集中学习: { date: '2026-11-13', from: at(15) },
}

export const wholeOf = (part: Partial<Reading>): Reading => ({ ...blank, ...part })
