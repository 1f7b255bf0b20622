export const texts = {
  nobodyInScope: '这个范围里没有人，请用“范围 内科、外科”重选；“范围 全院”为全体。',
  scheduled: (shown: string, people: number) =>
    `已定时：${shown} 起的五分钟内发给 ${people} 人。要取消请回复“取消群发”。`,
  issued: (people: number) => `已发出，正在送达 ${people} 人。回复“送达”看谁收到了。`,
  none: '还没有群发或发布过。',
  nothingScheduled: '没有等待发出的群发。',
  cancelled: '已取消，这条群发不会发出。',
}
