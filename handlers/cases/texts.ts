/** What the library of cases says. */
export const texts = {
  head: (query: string) => `案例“${query}”：`,
  newest: '最近的学习材料：',
  how: '要找别的，请回复“案例”加一个词，例如“案例 红包”；两个词之间空一格。',
  open: (count: number) => (count > 1 ? `看全文请回复“案例 1”至“案例 ${count}”。` : '看全文请回复“案例 1”。'),
  more: '还有更多，请再加一个词，例如“案例 红包 采购”。',
  none: (query: string) => `没有在发给您的学习材料里找到“${query}”。`,
  near: (words: readonly string[]) => `可以试试：${words.map(word => `“案例 ${word}”`).join('、')}。`,
  noNear: '请换一个词，或只写其中两个字；回复“案例”看最近的材料。',
  empty: '还没有发给您的学习材料。发布学习通知后，它的材料都可以在这里找到。',
  tooShort: '请写要找的词，例如“案例 红包”。',
  noNumber: (count: number) =>
    count ? `上次只列出了 ${count} 份，请回复“案例 1”至“案例 ${count}”。` : '请先查找，例如“案例 红包”，再按序号打开。',
  gone: '这份材料已经撤回或不再提供。回复“案例”看最近的材料。',
  pageSummary: (query: string) => (query ? `“${query}”的查找结果，可逐份点开。` : '学习材料都在这里，可以查找。'),

  kind: '案例',
  needsTitle: '没有读到标题，请回复“标题 ……”补上，例如：标题 收受红包典型案例。',
  whichTitle: '请写标题，例如：标题 收受红包典型案例。',
  preview: (title: string | null, length: number, begins: string, same: string | null) =>
    [
      `【案例预览】${title ?? '（没有读到标题）'}`,
      `共 ${length} 字：${begins}`,
      '只存入本单位的案例库，不发给任何人；附在学习通知里发布后，收到通知的人才能看到。',
      ...(same === null ? [] : [`注意：案例库里已有相同内容的“${same}”。`]),
      title === null ? texts.needsTitle : '无误请回复“保存”。也可以：标题 ……｜修改｜取消',
    ].join('\n'),
  onlyCase: '案例存入案例库，不发给任何人，不用设范围、期限和时间。无误请回复“保存”，不要了回复“取消”。',
  saved: (title: string) =>
    `已存入案例库：“${title}”。准备学习通知时，预览后回复“附上 ${title}”，就会作为材料一起发出。`,
  removeWhich: '请写要删除的案例，例如“删除案例 红包”。',
  noOwn: (words: string) =>
    words ? `本单位的案例库里没有“${words}”。回复“案例库”看有哪些。` : '本单位的案例库还是空的。回复“添加案例”开始。',
  several: (titles: readonly string[], word: string) =>
    [
      `有 ${titles.length} 份：`,
      ...titles.map((title, index) => `${index + 1}. ${title}`),
      `请回复序号，例如“${word} 1”。`,
    ].join('\n'),
  removed: (title: string) => `已从案例库删除“${title}”。已经随通知发出的不受影响。`,
  owned: (titles: readonly string[], more: boolean) =>
    [
      '本单位的案例库：',
      ...titles.map((title, index) => `${index + 1}. ${title}`),
      ...(more ? ['更早的请回复“案例”加一个词查找。'] : []),
      '附入学习通知：预览后回复“附案例 1”。',
    ].join('\n'),

  attachWhich: (titles: readonly string[]) =>
    titles.length ? texts.several(titles, '附案例') : '本单位的案例库还是空的，没有可附的案例。',
  notFound: (words: string) => `案例库和以前的材料里都没有“${words}”，没有附上。请换一个词，例如“附上 红包”。`,
  attachSeveral: (titles: readonly string[]) => `没有附上，不知道是哪一份。${texts.several(titles, '附案例')}`,
  already: (title: string) => `“${title}”已经附上，不用重复。`,
  tooMany: '一份通知最多附 20 份材料，没有再附。',
  noneAttached: '这份通知没有附案例，不用去掉。',
  dropWhich: (titles: readonly string[]) => `去掉哪一份？${texts.several(titles, '去掉案例')}`,
  attachedMark: '（附上的案例）',
  goneAttached: (count: number) => `附上的案例有 ${count} 份已被删除或撤回，不会随通知发出。`,
  numberless: '没有这个序号。',
}
