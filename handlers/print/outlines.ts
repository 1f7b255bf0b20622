import type { Font } from 'fontkit'

/**
 * Turns the texts of an SVG as ECharts writes it into outlines. The picture then needs no font:
 * the library that draws it would read the font's ten megabytes anew for each text.
 */
export function outlined(svg: string, face: Font): string {
  const drawn = new Map<number, string>()
  return svg.replace(/<text([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, content: string) => {
    const get = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    const size = Number(/font-size:([\d.]+)px/.exec(attributes)?.[1] ?? 12)
    const { glyphs } = face.layout(unescaped(content))
    const scale = size / face.unitsPerEm
    const width = glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) * scale
    const anchor = get('text-anchor')
    let x = Number(get('x') || 0) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
    // Set to the middle of the letters' box, as `dominant-baseline="central"` says.
    const middle = get('dominant-baseline') === 'central' ? ((face.ascent + face.descent) / 2) * scale : 0
    const y = Number(get('y') || 0) + middle
    let paths = ''
    for (const glyph of glyphs) {
      const d = drawn.get(glyph.id) ?? glyph.path.toSVG()
      drawn.set(glyph.id, d)
      if (d)
        paths += `<path transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale} ${-scale})" d="${d}"/>`
      x += glyph.advanceWidth * scale
    }
    return `<g transform="${get('transform')}" fill="${get('fill') || '#000'}">${paths}</g>`
  })
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }

const unescaped = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|amp|#39);/g, entity => entities[entity] ?? entity)
