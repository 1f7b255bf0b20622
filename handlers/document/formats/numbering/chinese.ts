const digits = [...'〇一二三四五六七八九']
const plain = { digits: [...'零一二三四五六七八九'], units: ['', '十', '百', '千'] }
const legal = { digits: [...'零壹贰叁肆伍陆柒捌玖'], units: ['', '拾', '佰', '仟'] }

/** Digit by digit: 12 is 一二, 20 is 二〇. */
export const byDigits = (value: number): string =>
  [...String(value)].map(digit => digits[Number(digit)] ?? digit).join('')

/** 12 is 十二, 20 is 二十, 105 is 一百零五. From 10,000 on in figures. */
export const counted = (value: number): string => withUnits(value, plain).replace(/^一十/, '十')

/** 12 is 壹拾贰. */
export const countedLegally = (value: number): string => withUnits(value, legal)

/** As Japanese counts: 105 is 百五. */
export const countedInJapanese = (value: number): string =>
  withUnits(value, plain)
    .replaceAll('零', '')
    .replace(/一(?=[十百千])/g, '')

function withUnits(value: number, { digits, units }: typeof plain): string {
  if (value <= 0) return digits[0] ?? ''
  if (value >= 10_000) return String(value)
  const figures = [...String(value)].map(Number)
  let said = ''
  figures.forEach((figure, index) => {
    if (figure === 0) said = said.endsWith('零') ? said : `${said}零`
    else said += `${digits[figure]}${units[figures.length - 1 - index]}`
  })
  return said.replace(/零$/, '')
}
