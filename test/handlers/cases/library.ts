import type { Town } from '../../town.ts'

/** A notice of our own of some month with one material. */
export const noticeWith = (month: number, title: string, text: string): string => `党风廉政学习通知
（2026年${month}月）

各科室：
请组织学习。
医院纪委办
附件1：
${title}

${text}
`

export const redPackets = noticeWith(
  9,
  '三名医生收受患者红包问题的通报',
  '甲县某医院三名医生在诊疗中收受患者“红包”共计六千元。\n经查，情况属实，予以停职处理。',
)
export const prescriptions = noticeWith(
  10,
  '信息科工作人员违规统方案剖析',
  '某医院信息科一名工作人员利用职务便利统方，向药商提供用药数据，从中收取好处费。该案与红包无关。\n检查项目 CT、MRI 的数据也被导出。',
)

/** Publishes to everybody, or to the departments named. */
export async function publish(town: Town, text: string, scope?: string): Promise<void> {
  await town.chat('jiwei').says(`发布学习\n${text}`)
  if (scope) await town.chat('jiwei').says(`范围 ${scope}`)
  await town.chat('jiwei').says('发布').hears('已发布')
}
