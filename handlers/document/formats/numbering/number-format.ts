import { byDigits, counted, countedInJapanese, countedLegally } from './chinese.ts'

/**
 * A number in one of Word's formats (`w:numFmt`): 3 is `三` in `chineseCounting`, `③` in `decimalEnclosedCircle`.
 * A format that is not known here, and a number beyond the signs of its format, is written in figures.
 */
export function inFormat(value: number, format: string): string {
  return (Object.hasOwn(formats, format) ? formats[format]?.(value) : undefined) ?? String(value)
}

type Format = (value: number) => string | undefined

const fromSigns =
  (signs: string): Format =>
  value =>
    [...signs][value - 1]

const circled: Format = value =>
  fromSigns('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿')(value)

const fullWidth: Format = value =>
  String(value).replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

/** a … z, then aa, bb … */
const letters =
  (first: string): Format =>
  value =>
    value < 1 || value > 780
      ? undefined
      : String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26)).repeat(Math.ceil(value / 26))

const romans: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(value: number): string | undefined {
  if (value < 1 || value > 3999) return undefined
  let rest = value
  let said = ''
  for (const [worth, sign] of romans) {
    for (; rest >= worth; rest -= worth) said += sign
  }
  return said
}

const formats: Record<string, Format> = {
  none: () => '',
  decimalZero: value => String(value).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: fromSigns('⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇'),
  decimalEnclosedFullstop: fromSigns('⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛'),
  numberInDash: value => `- ${value} -`,
  ordinal: value => `${value}${ordinalEnd(value)}`,
  upperRoman: value => roman(value)?.toUpperCase(),
  lowerRoman: roman,
  upperLetter: letters('A'),
  lowerLetter: letters('a'),
  chineseCounting: counted,
  chineseCountingThousand: counted,
  taiwaneseCounting: counted,
  taiwaneseCountingThousand: counted,
  japaneseCounting: countedInJapanese,
  ideographDigital: byDigits,
  japaneseDigitalTenThousand: byDigits,
  taiwaneseDigital: byDigits,
  chineseLegalSimplified: countedLegally,
  ideographLegalTraditional: countedLegally,
  ideographTraditional: fromSigns('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: fromSigns('子丑寅卯辰巳午未申酉戌亥'),
  ideographEnclosedCircle: fromSigns('㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉'),
}

function ordinalEnd(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'
}
