/** What is drafted, and the word that releases it. */
interface Named {
  name: string
  word?: string
}

/** What is said while something is drafted. */
export const texts = {
  nothingYet: (name: string) => `还没有收到${name}的内容。请把文字发来（可分多条），发完回复“完”；不发了回复“取消”。`,
  latePart: '有一段在“完”之前发出、刚刚才送到，已按发送的先后补入全文。请看新的预览：',
  partTaken: (parts: number, length: number) =>
    `已收到第 ${parts} 段，共 ${length} 字。请继续发，发完回复“完”；不发了回复“取消”。`,
  begin: (name: string) => `请发${name}的全文，可分多条发来，发完回复“完”。不发了回复“取消”。`,
  replaced: ({ name, word = '发布' }: Named) => `（之前没有${word}的${name}已放弃，以这一份为准。）`,
  stillOpen: ({ name, word = '发布' }: Named) =>
    `这份${name}还没有${word}，上面是它现在的样子。要${word}请回复“${word}”；要另写一份，请先回复“取消”。`,
  rewrite: ({ name, word }: Named) =>
    `请重新发${name}的全文，可分多条，发完回复“完”。只改${word ? '' : '期限、范围、'}标题不必重发；不改了回复“不改了”，不发了回复“取消”。`,
  tooLate: (name: string) => `已经收到新的全文，${name}原来的文字没有保留。请继续发，发完回复“完”；不发了回复“取消”。`,
  resumeCollecting: (name: string, parts: number) =>
    `（${name}还在接收，已收到 ${parts} 段。请继续发，发完回复“完”，不发了回复“取消”。）`,
  resumePreview: ({ name, word }: Named) =>
    `（${name}的预览还在等您：回复${word ? `“${word}”存入案例库` : '“发布”发出'}，“预览”再看一遍，“取消”放弃。）`,
  draftStays: '预览仍保留，改好后回复“发布”。',
  sayRelease: ({ name, word }: Named) =>
    word
      ? `${name}还没有${word}。要${word}请回复“${word}”，不要了回复“取消”。`
      : `${name}还没有发出。要发出请回复“发布”，不发了回复“取消”。`,
  notTaken: (word = '发布') => `这段文字没有收进去，预览没有变。要重发全文，请先回复“修改”；无误请回复“${word}”。`,
  whichMoment: '请写什么时候发出，例如：定时 明天 9:10，或：定时 12月1日 9:10。',
  noMoment: (words: string) => `没有读懂时间“${words}”。请这样写：定时 明天 9:10，或：定时 12月1日 9:10。`,
  needsTime: (words: string) => `“${words}”没有写几点。请这样写：定时 明天 9:10。`,
  momentPassed: (shown: string) =>
    `${shown} 已经过去，请换一个以后的时间，例如“定时 明天 9:10”；“定时 取消”为立即发出。`,
  unusualHour: '这个时间在 7:30–20:30 之外，可能打扰休息；确认无误回复“发布”即可。',
  alreadyReleased: (word?: '保存') => (word ? `这一份已经${word}，不用重复。` : '这一份已经发布，不会重复发送。'),
  nothingToRelease: '目前没有等待发布的内容。回复“发布学习”或“群发”开始。',
  noLongerOffice: '发布和取消由纪委办、监察室、行风办使用；您现在不能操作这一份。',
  cancelled: ({ name, word = '发出' }: { name: string; word?: string }) => `已取消，${name}没有${word}。`,
  outdatedPreview: '这张预览卡片已经不是最新的，请看最近一次预览；回复“预览”再看一遍。',
}
