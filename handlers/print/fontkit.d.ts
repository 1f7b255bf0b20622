/** As much of fontkit 2.0.4 as is relied on. */
declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(code: number): boolean
  }
  export function create(bytes: Uint8Array): Font | { fonts: Font[] }
}
