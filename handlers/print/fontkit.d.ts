/** As much of fontkit 2.0.4 as is relied on. */
declare module 'fontkit' {
  export interface Glyph {
    id: number
    /** In units of the font. */
    advanceWidth: number
    path: { toSVG(): string }
  }
  export interface Font {
    unitsPerEm: number
    ascent: number
    /** Below the baseline: negative. */
    descent: number
    hasGlyphForCodePoint(code: number): boolean
    layout(text: string): { glyphs: Glyph[] }
  }
  export function create(bytes: Uint8Array): Font | { fonts: Font[] }
}
