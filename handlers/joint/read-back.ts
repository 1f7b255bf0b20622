import type { Answer, Desk } from '../act.ts'
import { monthBeside, named } from '../study/notice.ts'
import { departmentNames } from './departments.ts'
import type { Meeting } from './meeting.ts'
import { replacedBy } from './record.ts'
import { shownWhen } from './session.ts'

/** `张三（夜班）、李四` */
export const absentWords = (absent: Meeting['absent']): string =>
  absent.map(({ name, reason }) => `${name}${reason ? `（${reason}）` : ''}`).join('、')

/** Everything that will be recorded, before it is. */
export async function readBack(meeting: Meeting, desk: Desk): Promise<Answer> {
  const { tx, at } = desk
  const { notice, attended, absent, expected, present } = meeting
  const where = await departmentNames(tx, meeting.departments)
  const own = attended.filter(({ standing }) => standing === 'confirmed').length
  const others = present - attended.length
  const excused = attended.filter(({ standing }) => standing === 'leave' || standing === 'exempt')
  const replaced = await replacedBy(meeting, desk)
  const by = replaced[0] && (await tx.people.get(replaced[0].by))?.name
  return [
    `【集中学习】${where}`,
    `学习：${named(notice)}${monthBeside(notice)}`,
    `时间：${shownWhen(meeting, at)}`,
    `地点：${meeting.place || '未写'}`,
    `主持：${meeting.host.name}`,
    `应到 ${expected} 人，实到 ${present} 人${others ? `（其中 ${others} 人没有列入通知，只计人数）` : ''}`,
    `缺席：${absent.length ? absentWords(absent) : '无'}`,
    `讨论：${meeting.points || '未写'}`,
    `登记后 ${attended.length - own} 人记为已参加集中学习${own ? `，${own} 人本人已确认的不变` : ''}${absent.length ? '；缺席的仍须自己学习' : ''}。`,
    // 全员参加 is soon said of those who are away.
    ...(excused.length
      ? [
          `注意：${excused.map(({ person }) => person.name).join('、')}已请假或免学，这里记为到会；没有来的请回复“缺席 ${excused[0]?.person.name ?? ''}（请假）”。`,
        ]
      : []),
    ...(replaced.length
      ? [
          `注意：${by ?? ''}已登记过同一天的集中学习（应到 ${replaced[0]?.expected} 人，实到 ${replaced[0]?.present} 人），确认后以这次为准，原来的留作已撤回。`,
        ]
      : []),
    '无误请回复“确认”。也可以：主持 …｜时间 …｜地点 …｜缺席 …｜讨论 …｜取消',
  ].join('\n')
}
