/** Radicals that stand for a whole character and have no decomposition in Unicode. */
const supplement: Record<string, string> = Object.fromEntries(
  [
    '⺁厂⺅亻⺆冂⺉刂⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺨犭⺩王⺬示⺭礻⺯糸⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀',
    '⺾艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟',
  ].flatMap(pairs =>
    [...pairs].flatMap((sign, index, all) => (index % 2 === 0 ? [[sign, all[index + 1] ?? sign]] : [])),
  ),
)

/**
 * The characters that were meant where a font shares a glyph between a character and its radical: `⽉` is `月`.
 * Nothing else is touched: full-width signs stay as they are.
 */
export const meant = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf]/g, sign => supplement[sign] ?? sign.normalize('NFKC'))

const wide = '[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef《》“”‘’（）、。]'
/** The room that printing sets between Chinese characters and figures or Latin letters is no blank of the text. */
const printedRoom = new RegExp(`(?<=${wide}) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=${wide})`, 'g')

export const withoutPrintedRoom = (text: string): string => text.replace(printedRoom, '')
