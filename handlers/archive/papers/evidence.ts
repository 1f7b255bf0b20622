import type { Entry } from '../../print/pack.ts'
import type { PaperBlock } from '../../print/paper.ts'
import { longMoment } from '../dates.ts'
import type { Evidence } from '../facts.ts'
import { folders } from '../file-name.ts'
import type { ArchiveState } from '../state.ts'

/** The day's root to be printed and stamped, the facts, the chain, and how an outsider checks them. */
export function* evidencePapers(state: ArchiveState, evidence: Evidence): Generator<Entry> {
  const lines = rootLines(state, evidence)
  yield {
    path: `${folders.evidence}/存证根.pdf`,
    what: '当日存证根，可打印后加盖公章',
    content: {
      kind: 'pdf',
      paper: {
        title: '存证根',
        foot: `${state.unit.name} ${state.month}`,
        blocks: [
          { kind: 'title', text: '存证根' },
          { kind: 'subtitle', text: `${state.unit.name}，${longMoment(state.at)}` },
          ...rootBlocks(evidence.root),
          { kind: 'paragraph', text: limits },
          { kind: 'space', lines: 2 },
          { kind: 'right', text: '单位（盖章）：　　　　　　　　' },
          { kind: 'right', text: '　　　　年　　月　　日' },
        ],
      },
    },
  }
  yield {
    path: `${folders.evidence}/存证根.txt`,
    what: '存证根的文字',
    content: { kind: 'text', parts: [`${lines.join('\n')}\n`] },
  }
  yield {
    path: `${folders.evidence}/事实.jsonl`,
    what: `本月通知的存证事实 ${evidence.factCount} 条，每行一条（JSON），含盐和摘要值`,
    content: { kind: 'data', parts: evidence.facts },
  }
  yield {
    path: `${folders.evidence}/证据链.jsonl`,
    what: `证据链第 ${evidence.first} 节至第 ${evidence.last} 节，每行一节（JSON）`,
    content: { kind: 'data', parts: evidence.links },
  }
  yield {
    path: `${folders.evidence}/README.txt`,
    what: '怎样核对',
    content: { kind: 'text', parts: [readme(state, evidence)] },
  }
}

function rootBlocks(root: Evidence['root']): PaperBlock[] {
  if (!root) return [{ kind: 'paragraph', text: '还没有封存任何记录。' }]
  return [
    { kind: 'qr', holds: rootCode(root), beside: ['二维码内为存证根：序号、时间、SHA-256、SM3。', proves] },
    { kind: 'line', text: `第 ${root.seq} 节，封存于${longMoment(root.at)}` },
    { kind: 'line', text: 'SHA-256：' },
    { kind: 'code', text: root.sha256 },
    { kind: 'line', text: 'SM3：' },
    { kind: 'code', text: root.sm3 },
  ]
}

const proves =
  '它说明：此前封存的每一条记录（发布、读到文末、确认、撤回等）自封存起未被改动、未被删去；改动任何一条，都算不出同一个存证根。'
const limits =
  '把存证根打印、加盖公章并由第三方保存后，从该日起，存证根之前的记录可据以核对。身份来自企业微信的登录；本存证不是《电子签名法》所称的可靠电子签名。'

const rootCode = ({ seq, at, sha256, sm3 }: NonNullable<Evidence['root']>): string =>
  `清风存证根 ${seq} ${longMoment(at)} SHA256=${sha256} SM3=${sm3}`

function rootLines(state: ArchiveState, { root }: Evidence): string[] {
  if (!root) return [`${state.unit.name}：截至${longMoment(state.at)}，还没有封存任何记录。`]
  return [
    `${state.unit.name} 存证根（${longMoment(state.at)}导出）`,
    `序号：第 ${root.seq} 节`,
    `封存时间：${longMoment(root.at)}`,
    `SHA-256：${root.sha256}`,
    `SM3：${root.sm3}`,
    proves,
    limits,
  ]
}

function readme(state: ArchiveState, { example, factCount, unsealed, first, last, root }: Evidence): string {
  const toRoot =
    root && last < root.seq
      ? `证据链.jsonl 只到第 ${last} 节；从它到存证根（第 ${root.seq} 节）还有 ${root.seq - last} 节，由本单位信息科用“npm run -s verify”核对。`
      : '证据链.jsonl 的最后一节就是存证根：两个摘要值应与“存证根.txt”（和盖了章的打印件）相同。'
  return `怎样核对（${state.unit.name}，${state.month}，截至${longMoment(state.at)}）

这里的文件让不使用清风的人也能核对：名单里的每一次确认，在封存以后没有被改动。不需要联网，只需要能计算 SHA-256（或 SM3）的工具。

文件
  事实.jsonl    ${factCount} 条，每行一条：id 编号，type 种类，at 时间（毫秒），who 企业微信账号，data 内容，salt 盐，commitment 摘要值。
  证据链.jsonl  第 ${first} 节至第 ${last} 节，每行一节：seq 序号，at 时间，facts 本节封存的事实编号和摘要值，previousSha256、previousSm3 上一节的摘要值，sha256、sm3 本节的摘要值。
  存证根.txt    导出时证据链最后一节的摘要值。
${unsealed ? `  其中 ${unsealed} 条尚未封存（待封存），在证据链里还找不到。\n` : ''}
第一步，核对一条事实
  把 salt、id、type、at、who、data 这六项按此顺序、每项一行（换行为 LF，末尾没有换行，编码为 UTF-8）接起来，计算 SHA-256，应等于 commitment。
  data 照 JSON 字符串的值原样使用，不要重新排版。
${example ? exampleOf(example) : ''}
第二步，找到它在链上的位置
  在证据链.jsonl 里找到含有这个 id 的那一节，后面的摘要值应与 commitment 相同。

第三步，核对证据链
  每一节：上一节的摘要值、seq、at，再加本节 facts 的每一条（写成“id 空格 摘要值”），每项一行，用 LF 接起来，末尾没有换行，计算 SHA-256，应等于本节 sha256；上一节的摘要值用 previousSha256。
  SM3 同样计算，用 previousSm3，应等于 sm3。
  每一节的 previousSha256、previousSm3 应等于上一行的 sha256、sm3，seq 逐一加一。

第四步，核对存证根
  ${toRoot}

种类
  study.issued 发布（people 应学人数，audience 应学名单的摘要值，hash 正文的摘要值）；study.reached 读到文末；study.confirmed 本人确认（by：card 卡片按钮，page 阅读页面，word 聊天回复）；study.withdrawn 撤回；study.exported 导出花名册。其余种类的含义见种类名和 data。
  正文的摘要值：把“01 学习通知”中“全文”的文本文件去掉开头的 UTF-8 标记（BOM，3 个字节）后计算 SHA-256；通知里的图片，以“［图片：摘要值］”写在全文里，摘要值就是图片文件的 SHA-256。

能说明什么，不能说明什么
  ${proves}
  ${limits}
  盐和内容只在这里和医院自己的数据里；证据链本身不含姓名、账号和内容。请按个人信息保管本台账。
`
}

const exampleOf = ({
  id,
  type,
  at,
  who,
  data,
  salt,
  commitment,
}: NonNullable<Evidence['example']>): string => `  例如第一条，六行依次是：
    ${[salt, id, type, at, who, data].join('\n    ')}
  （每行开头的空格是排版，不算在内）SHA-256 为：
    ${commitment}
`
