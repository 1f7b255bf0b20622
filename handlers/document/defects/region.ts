import { squeezed } from '../lines.ts'
import { distance } from '../near.ts'
import type { Check } from './check.ts'

const region = /([\u4e00-\u9fff]{1,4}?(?:自治[州县区旗]|[省市县区旗盟])|[\u4e00-\u9fff]{2,3}?州(?![市县区]))/
const atStart = new RegExp(`^(?:20\\d{2}年度?)?${region.source}`)
const generic = /^(?:[各全我本市县区该地省]|自治|直辖|乡镇|社区)/

/** An attachment names another place than the document: misprinted by one character, or a place named nowhere else. */
export const regionDefects: Check = ({ layout, plan }) => {
  const own = ownRegion([...plan.title.split(/关于/), layout.head.title?.title ?? '', ...layout.signature.offices])
  if (own === null) return []
  const covering = plan.lines.map(line => line.text).join('\n')
  const found = layout.attachments.flatMap(({ label, title, from, to }) => {
    const other = atStart.exec(title)?.[1]
    const body = layout.lines
      .slice(from, to)
      .map(line => line.text)
      .join('\n')
    if (other && other !== own && !generic.test(other) && other.at(-1) === own.at(-1) && !covering.includes(other)) {
      return [{ label, other, body }]
    }
    return []
  })
  const others = [...new Set(found.map(({ other }) => other))].slice(0, 10)
  return others.map(other => {
    const labels = found.filter(item => item.other === other).map(({ label }) => label)
    const stem = other.slice(0, -1)
    const inside = found.some(
      item => item.other === other && item.body.split(stem).length > item.body.split(other).length,
    )
    const near = distance(other, own, 1) === 1
    const also = inside && near ? `，表内别处的“${stem}”也请一并核对` : ''
    return `${labels.map(squeezed).join('、')}的标题写的是“${other}”，本文是“${own}”，是否${near ? '为笔误' : '照搬了别处的表'}${also}？`
  })
}

function ownRegion(texts: readonly string[]): string | null {
  for (const text of texts) {
    const found = atStart.exec(text.replace(/^中共/, ''))?.[1]
    if (found && !generic.test(found)) return found
  }
  return null
}
