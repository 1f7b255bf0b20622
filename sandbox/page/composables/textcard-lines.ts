const tones = ['gray', 'normal', 'highlight'] as const

export interface CardLine {
  tone: (typeof tones)[number]
  words: string
}

const division = /<div\s+class\s*=\s*["']?(gray|normal|highlight)["']?\s*>([\s\S]*?)<\/div>/gi

/** The description of a text card: divisions in three tones, broken by `<br>`; other marks stand as typed (page 90236). */
export function textcardLines(description: string): CardLine[] {
  const lines: CardLine[] = []
  const add = (tone: string, words: string) => {
    const text = words.replaceAll(/<br\s*\/?>/gi, '\n').replaceAll(/^\n+|\n+$/g, '')
    if (text.trim()) lines.push({ tone: tones.find(known => known === tone.toLowerCase()) ?? 'normal', words: text })
  }
  let end = 0
  for (const found of description.matchAll(division)) {
    const [whole, tone = '', words = ''] = found
    add('normal', description.slice(end, found.index))
    add(tone, words)
    end = found.index + whole.length
  }
  add('normal', description.slice(end))
  return lines
}
