import { named, type NoticeRow } from '../study/notice.ts'
import { outsiderWords } from '../offline/count.ts'
import { otherwiseWords, type StudyProgress } from '../study/progress.ts'
import { dueWords } from '../study/texts.ts'

type Counted = Pick<StudyProgress, 'asked' | 'confirmed' | 'missing' | 'otherwise' | 'outsiders'>

function counts({ asked, confirmed, missing, otherwise, outsiders }: Counted): string {
  const besides = otherwiseWords(otherwise)
  return `应学 ${asked} 人，已确认 ${confirmed} 人，未确认 ${missing} 人${besides && `（另有${besides}）`}${outsiders ? `；${outsiderWords(outsiders)}` : ''}`
}

/** What the smart bot says in groups, and about them. */
export const texts = {
  inSingleChat: '请在单聊里对我说。',
  recorded: '已记录。',
  continued: (own: boolean): string => (own ? '已在您的单聊里继续。' : '已在“清风”应用的聊天里回复您。'),
  help: '群里可以对我说：已学习、进度（科室负责人）、绑定（科室负责人）。其他的请在单聊里说，群里不显示个人内容。',

  bindWho: '绑定群由科室负责人和纪委办办理。',
  bindWhich: '这是哪个科室的群？请写科室名称，例如：绑定 心内科。',
  bindNot: (name: string) => `没有找到您负责的部门“${name}”，请写部门全称，例如：绑定 心内科。`,
  bindSeveral: (name: string, choices: readonly string[]) =>
    `“${name}”可能是：${choices.join('、')}。请写全称，例如：绑定 ${choices[0] ?? ''}。`,
  bindAlone: '群机器人地址不要发在群里，请在单聊里绑定。',
  bound: (department: string) => `已绑定${department}的群。发布学习时在这里通知一次，不带姓名。解除请说“解绑”。`,
  notBound: '这个群没有绑定科室，不用解绑。',
  unbound: (department: string) => `已解除这个群与${department}的绑定，以后不再在这里通知。`,

  counts: (title: string, department: string | null, progress: Counted) =>
    `${title}${department === null ? '' : `，${department}`}\n${counts(progress)}`,
  namesElsewhere: '姓名不在群里显示，请在单聊里对我说“进度 名单”。',
  names: (names: string) => `未确认：${names}`,
  dueSoon: (notice: Pick<NoticeRow, 'title' | 'due'>, now: number, progress: Counted) =>
    `${named(notice)}${dueWords(notice, now)}：${counts(progress)}。`,

  switched: (word: string, on: boolean, what: string) => `${word}已${on ? '打开' : '关闭'}：${what}`,
  switchHow: (word: string, on: boolean) => `${word}现在是${on ? '开' : '关'}。请这样写：${word} 开，或：${word} 关。`,
  withNames: '群里问“进度 名单”时，会列出未确认的姓名。',
  withoutNames: '群里只说人数，不列姓名。',
  withLine: '期限前一天，在已绑定的群里说一次完成人数，不带姓名。',
  withoutLine: '期限前一天不在群里提醒。',
}
