import fc from 'fast-check'

/** Lines such as notices and plans are made of, and such as break them. */
const line = fc.oneof(
  fc.constantFrom(
    '党风廉政学习通知',
    '（2026年11月）',
    '各科室：',
    '附件1：',
    '附件 2',
    '附件一',
    '附件：1.甲办法',
    '2.乙情况表',
    '附近3',
    '附件',
    '附1：甲',
    ' 医院行风办',
    '2026年11月5日',
    '一、工作步骤',
    '（一）自查阶段（6-8月）',
    '第一阶段：自查（7月底前）',
    '1. 请于11月30日前完成学习。',
    '**（一）加强领导。**各科室要落实。',
    '\t项目',
    '\t',
    '甲\t乙\t丙',
    '“原话如此。”',
    '> 引文',
    '## 标题',
    '- 条目',
    '关于印发《甲县工作方案》的通知',
    '甲县工作方案',
    '某医〔2026〕9号',
    '----',
    '**',
    '　　',
    '\u200b',
    '\ufeff',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '', ' \n', '\u2028')

/** Any text: lines with any line ends between them. */
export const anyText = fc
  .array(fc.tuple(line, end), { maxLength: 24 })
  .map(pairs => pairs.map(([text, sign]) => text + sign).join(''))
