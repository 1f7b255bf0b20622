/** One line of the result. `held` is null where there is no goal. */
export interface Line {
  what: string
  goal: string
  measured: string
  held: boolean | null
}

/** A figure with an upper limit. */
export function atMost(what: string, value: number, limit: number, unit = '', note = ''): Line {
  return {
    what,
    goal: `≤ ${limit}${unit}`,
    measured: `${figure(value)}${unit}${note && ` (${note})`}`,
    held: value <= limit,
  }
}

/** A figure that is only told. */
export const told = (what: string, measured: string): Line => ({ what, goal: '–', measured, held: null })

export const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

/** The table, as Markdown that also reads in a terminal. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [
    ['what', 'goal', 'measured', 'held'],
    ...lines.map(({ what, goal, measured, held }) => [
      what,
      goal,
      measured,
      held === null ? '' : held ? 'yes' : 'NO, worse than hoped',
    ]),
  ]
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const [head = '', ...rest] = rows.map(row => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`)
  return [head, `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...rest].join('\n')
}
