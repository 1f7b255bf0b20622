import { Resvg } from '@resvg/resvg-js'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Chart } from './chart.ts'
import { fontFamily, fonts, settable } from './font.ts'
import { outlined } from './outlines.ts'

// Only the parts that are used: the whole library takes as long to load as the picture to draw.
echarts.use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

const width = 900
const barHeight = 46
const subtitleLine = 26
/** Characters of a label beside its bar. */
const line = 11

/** Draws a chart as PNG, in the lines' own order from above, as wide as a phone shows sharply. */
export function drawChart({ title, subtitle, segments, bars }: Chart): Promise<Uint8Array> {
  const missing = new Set<string>()
  const shown = (words: string): string => settable(words, missing)
  // The legend stands under the lines of the subtitle, of which two are usual.
  const legend = 128 + Math.max(0, subtitle.split('\n').length - 2) * subtitleLine
  const top = legend + 44
  const height = top + bars.length * barHeight + 40
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  const most = Math.max(1, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)))
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily },
    title: {
      text: cut(shown(title), 32),
      subtext: shown(subtitle),
      left: 28,
      top: 18,
      textStyle: { fontFamily, fontSize: 26, fontWeight: 'normal', color: '#1f2933' },
      subtextStyle: { fontFamily, fontSize: 19, lineHeight: subtitleLine, color: '#52606d' },
    },
    legend: {
      data: segments.map(({ name }) => shown(name)),
      top: legend,
      left: 24,
      itemGap: 22,
      itemWidth: 22,
      itemHeight: 14,
      selectedMode: false,
      textStyle: { fontFamily, fontSize: 18, color: '#1f2933' },
    },
    grid: { top, left: 250, right: 110, bottom: 24 },
    xAxis: { type: 'value', max: most, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ label }) => twoLines(shown(label))),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#9aa5b1' } },
      axisLabel: { fontFamily, fontSize: 18, lineHeight: 20, color: '#1f2933', interval: 0 },
    },
    series: segments.map(({ name, colour }, place) => ({
      name: shown(name),
      type: 'bar',
      stack: 'all',
      barWidth: 24,
      itemStyle: { color: colour },
      data: bars.map(({ values }) => values[place] ?? 0),
      ...(place === segments.length - 1
        ? {
            label: {
              show: true,
              position: 'right',
              formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.note ?? '',
              fontFamily,
              fontSize: 19,
              color: '#1f2933',
            },
          }
        : {}),
    })),
  })
  const svg = outlined(chart.renderToSVGString(), fonts().face)
  chart.dispose()
  const picture = new Resvg(svg, { font: { loadSystemFonts: false }, background: '#ffffff' })
  return Promise.resolve(new Uint8Array(picture.render().asPng()))
}

const cut = (words: string, most: number): string => {
  const signs = [...words]
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : words
}

/** Two departments may differ in their last characters only. */
const twoLines = (words: string): string => {
  const signs = [...words]
  return signs.length > line ? `${signs.slice(0, line).join('')}\n${cut(signs.slice(line).join(''), line)}` : words
}
