import { getResolvedPDFJS } from 'unpdf'
import type { PDFPageProxy } from 'unpdf/pdfjs'
import { applied, identity, matrixOf, type Matrix, multiplied } from './matrix.ts'

/** A line ruled along an axis: at `at` across it, `from` … `to` along it. */
export interface Rule {
  at: number
  from: number
  to: number
}

export interface Rules {
  horizontal: Rule[]
  vertical: Rule[]
}

export const noRules: Rules = { horizontal: [], vertical: [] }

/** A filled rectangle no thicker is a line: many programs draw borders so. */
const thickest = 3
const shortest = 4
/** More lines than any table has: a drawing. */
const most = 4000

/** The straight lines ruled on a page. Colours and dashes do not matter; what is only clipped does not show. */
export async function rulesOf(page: PDFPageProxy): Promise<Rules> {
  const { OPS } = await getResolvedPDFJS()
  const { fnArray, argsArray } = await page.getOperatorList()
  const rules: Rules = { horizontal: [], vertical: [] }
  const start = matrixOf(page.getViewport({ scale: 1 }).transform)
  let current = start
  const saved: Matrix[] = []
  fnArray.forEach((operator, index) => {
    const args = argsArray[index] as unknown[]
    if (operator === OPS.save) saved.push(current)
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) current = saved.pop() ?? start
    else if (operator === OPS.transform) current = multiplied(current, matrixOf(args))
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(current)
      current = multiplied(current, args[0] ? matrixOf(args[0] as number[]) : identity)
    } else if (operator === OPS.constructPath && args[0] !== OPS.endPath) {
      const [data] = args[1] as (ArrayLike<number> | null)[]
      if (data && rules.horizontal.length + rules.vertical.length < most) addPath(rules, data, current)
    }
  })
  return rules
}

/** Signs of pdf.js's paths, and how many numbers follow. */
const sign = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 }
const numbers = [2, 2, 6, 4, 0]

function addPath(rules: Rules, data: ArrayLike<number>, matrix: Matrix): void {
  let points: [number, number][] = []
  for (let index = 0; index < data.length;) {
    const kind = data[index] ?? sign.close
    const count = numbers[kind] ?? 0
    if (kind === sign.move) {
      addFigure(rules, points)
      points = []
    }
    if (kind === sign.close && points[0]) points.push(points[0])
    else if (kind === sign.move || kind === sign.line) {
      points.push(applied(matrix, data[index + 1] ?? 0, data[index + 2] ?? 0))
    } else points = []
    index += 1 + count
  }
  addFigure(rules, points)
}

function addFigure(rules: Rules, points: readonly [number, number][]): void {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (bottom - top <= thickest) addRule(rules.horizontal, (top + bottom) / 2, left, right)
  else if (right - left <= thickest) addRule(rules.vertical, (left + right) / 2, top, bottom)
  else {
    points.slice(1).forEach(([x, y], index) => {
      const [x0, y0] = points[index] ?? [x, y]
      if (Math.abs(y - y0) < 0.5) addRule(rules.horizontal, y, Math.min(x, x0), Math.max(x, x0))
      else if (Math.abs(x - x0) < 0.5) addRule(rules.vertical, x, Math.min(y, y0), Math.max(y, y0))
    })
  }
}

function addRule(rules: Rule[], at: number, from: number, to: number): void {
  if (to - from >= shortest) rules.push({ at, from, to })
}
