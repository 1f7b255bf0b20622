/** What is said past the store, since nothing could be kept, or nobody could be named. */
export const texts = {
  lost: '刚才这句没有办成，什么也没有保存，请稍后再说一次。',
  noName: '企业微信没有告诉我您是谁，没有办理。请联系信息科：由企业微信超级管理员重新创建这个智能机器人。',
}
