import type { LocalMessage, LocalPerson } from '../../sandbox/wire.ts'
import type { State } from './fake-local.ts'

export const now = Date.parse('2026-11-12T09:07:00+08:00')
const hour = 3_600_000

const person = (userid: string, name: string, position: string, more: Partial<LocalPerson> = {}): LocalPerson => ({
  userid,
  name,
  position,
  departments: ['清河县人民医院 / 内科系统 / 心血管内科'],
  leader: false,
  status: 1,
  wechat: false,
  note: '',
  unread: 0,
  ...more,
})

const people = (): LocalPerson[] => [
  person('zhangwei', '张伟', '纪委办主任', {
    departments: ['清河县人民医院 / 纪检监察室'],
    leader: true,
    note: '纪委办',
    unread: 3,
  }),
  person('lina', '李娜', '副主任护师', { leader: true }),
  person('wanghao', '王昊', '住院医师', { note: '夜班' }),
  person('zhao', '赵㛃', '护师', { note: '生僻字姓名' }),
  person('ouyang', '欧阳䶮', '药师', { departments: ['清河县人民医院 / 药剂科'], wechat: true, unread: 12 }),
  person('chenjing', '陈静', '护士', { departments: ['清河县人民医院 / 外科系统 / 骨科'], status: 4 }),
  person('zhouping', '周平', '院长', {
    departments: ['清河县卫生健康局 / 柳林镇卫生院'],
    leader: true,
    note: '乡镇卫生院',
  }),
  ...Array.from({ length: 12 }, (_, index) =>
    person(`staff${index}`, `孙${'一二三四五六七八九十百千'[index]}`, '医师', {
      departments: ['清河县人民医院 / 外科系统 / 普通外科'],
    }),
  ),
]

let count = 0
export const message = (content: LocalMessage['content'], more: Partial<LocalMessage> = {}): LocalMessage => ({
  id: `m${++count}`,
  chat: 'app',
  at: now,
  from: 'bot',
  content,
  recalled: false,
  delivery: null,
  ...more,
})

export const noticeCard: Extract<LocalMessage['content'], { type: 'card' }> = {
  type: 'card',
  cardType: 'button_interaction',
  source: '清河县人民医院纪委办',
  title: '2026年11月党风廉政学习',
  desc: '深入学习典型案例通报，以案为鉴，守住底线。',
  subTitle: '请在完成期限前阅读全文并确认。',
  emphasis: null,
  lines: [
    { name: '发文单位', value: '纪委办、行风办', url: null },
    { name: '完成期限', value: '2026年11月30日', url: null },
    { name: '材料', value: '某局值班人员违规聚餐处理情况通报', url: 'http://bot.example.com/h5/m/1' },
  ],
  url: 'http://bot.example.com/h5/notices/1',
  buttons: [
    { text: '我已学习', key: 'done', style: 1, url: null },
    { text: '阅读全文', key: '', style: 2, url: 'http://bot.example.com/h5/notices/1' },
  ],
  replaced: null,
}

const plainCard = {
  source: '',
  desc: '',
  subTitle: '',
  emphasis: null,
  lines: [],
  url: null,
  buttons: [],
  replaced: null,
}

/** One of everything that the page can be asked to show. */
const everything = (): LocalMessage[] => [
  message(
    {
      type: 'text',
      text: '欢迎使用清风。\n说“帮助”看看能做什么，或<a href="http://bot.example.com/h5/a?b=1&c=2">打开指南</a>。\n<b>不加粗</b>',
    },
    { at: now - 50 * hour },
  ),
  message({ type: 'text', text: '帮助' }, { at: now - 26 * hour, from: 'me', delivery: 'taken' }),
  message(
    {
      type: 'markdown',
      text: '# 本月进度\n**应学 62 人**，<font color="info">已确认 2 人</font>，<font color="warning">未确认 **60** 人</font>\n> 截至 <font color="comment">11月11日 07:10</font>\n详见 [花名册](http://bot.example.com/h5/roster)，或说 `导出`。<script>alert(1)</script>',
    },
    { at: now - 26 * hour },
  ),
  message(
    {
      type: 'textcard',
      title: '廉洁承诺书待签署',
      description:
        '<div class="gray">2026年11月11日</div><div class="normal">请在本周五前签署岗位廉洁承诺书。</div><div class="highlight">剩余 2 天</div>',
      url: 'http://bot.example.com/h5/pledge',
      button: '详情',
    },
    { at: now - 25 * hour },
  ),
  message(
    {
      type: 'card',
      ...plainCard,
      cardType: 'text_notice',
      source: '清风',
      title: '任务逾期提醒',
      desc: '以下事项已过期限',
      emphasis: { title: '3', desc: '逾期事项' },
      subTitle: '请尽快处理，如有疑问请联系纪委办。',
      url: 'http://bot.example.com/late',
    },
    { at: now - 2 * hour },
  ),
  message(
    {
      type: 'card',
      ...plainCard,
      cardType: 'multiple_interaction',
      title: '请选择统计周期',
      buttons: [1, 2, 3, 4].map(style => ({
        text: `样式${'一二三四'[style - 1]}`,
        key: `s${style}`,
        style,
        url: null,
      })),
    },
    { at: now - 2 * hour },
  ),
  message(
    { type: 'file', name: '2026年11月学习确认花名册（全院）.xlsx', bytes: 48_812, safe: true, url: '/local/file/1' },
    { at: now - hour },
  ),
  message({ type: 'hidden', what: 'template_card' }, { at: now - hour }),
  message({ type: 'text', text: '撤回的话' }, { at: now - hour, recalled: true }),
  message({ ...noticeCard, replaced: '已确认 11月12日 08:02', buttons: [] }, { at: now - hour }),
  message(noticeCard, { at: now }),
  message({ type: 'text', text: '好的，谢谢。\n赵㛃、欧阳䶮两位老师稍后确认。' }, { from: 'me', delivery: 'taken' }),
]

export const sampleState = (): State => ({ people: people(), messages: { 'zhangwei/app': everything() }, now })
