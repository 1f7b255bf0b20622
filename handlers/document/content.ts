import { joined } from './join.ts'
import { namesIn } from './layout.ts'
import { sentencesIn } from './sentences.ts'
import { markerOf } from './words.ts'

/** What a notice says between its addressees and its signature. */
export interface Content {
  /** Why: what comes before it says what. */
  purpose: string | null
  /** The cases and materials it names. */
  study: string[]
  /** What it asks for, a sentence or an item each. */
  requirements: string[]
}

const told = /现将|现把|现转发|现印发|现组织|现制定|本月学习|学习内容|学习材料/
const asked = /^(?:请|要|务必|须|各(?:科室|部门|支部|单位)|要求|全体|全院|学习后|做到|有关要求)/
const studySection = /学习(?:内容|材料|篇目|资料|文件)/
const askSection = /(?:要求|安排|方式|纪律|期限|时限|时间)[：:]?$/

/** Reads the paragraphs of a notice's own text. `bodies` is the number of attachments that follow. */
export function contentOf(paragraphs: readonly string[], bodies: number): Content {
  const content = { purpose: [] as string[], study: [] as string[], requirements: [] as string[] }
  let section: 'study' | 'ask' | null = null
  let toldWhat = false
  for (const paragraph of paragraphs) {
    const marker = markerOf(paragraph)
    const bare = marker ? paragraph.slice(marker.sign.length).trim() : paragraph
    const heading = sectionIn(bare)
    if (heading) {
      section = heading.section
      toldWhat = true
      if (heading.inline) content[section === 'study' ? 'study' : 'requirements'].push(heading.inline)
    } else if (section === 'study' && marker) content.study.push(...objectsIn(bare, 0))
    else if (section === 'ask') content.requirements.push(...sentencesIn(bare).map(sentence => sentence.text))
    else {
      for (const { text } of sentencesIn(bare)) {
        const at = toldWhat ? -1 : text.search(told)
        if (at >= 0) {
          toldWhat = true
          if (at >= 8) content.purpose.push(text.slice(0, at).replace(/[，、]$/, ''))
          content.study.push(...objectsIn(text.slice(at), bodies, text.slice(0, at)))
        } else if (toldWhat || asked.test(text)) content.requirements.push(text)
        else content.purpose.push(text)
      }
    }
  }
  return {
    ...content,
    study: [...new Set(content.study)],
    purpose: content.purpose.length ? joined(content.purpose) : null,
  }
}

function sectionIn(text: string): { section: 'study' | 'ask'; inline: string } | null {
  if (text.length > 60 || text.includes('。')) return null
  const [head = '', inline = ''] = text.split(/[：:](.*)/s)
  if (head.length > 14) return null
  if (askSection.test(head)) return { section: 'ask', inline: inline.trim() }
  return studySection.test(head) ? { section: 'study', inline: inline.trim() } : null
}

/** The 《names》 told of; else what stands between 现将 and 作为, parted only where the parts are as many as the bodies. */
function objectsIn(sentence: string, bodies: number, before = ''): string[] {
  const names = namesIn(sentence)
  if (names.length) return names
  const object = /(?:现将|现把|现转发|现组织)(.{2,300}?)(?:作为|印发|转发|通报|发给|予以|，|。|$)/s.exec(sentence)?.[1]
  if (object === undefined && /^现(?:印发|制定)/.test(sentence)) return namesIn(before).slice(-1)
  const whole = (object ?? sentence).trim()
  const parts = whole.split(/[、和与]|以及/).map(part => part.trim())
  const fits = parts.length === bodies && parts.every(part => part.length >= 4)
  return (fits ? parts : [whole]).map(part => part.replace(/[。；;，,]$/, '')).filter(Boolean)
}
