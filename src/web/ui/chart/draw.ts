/** ECharts with what the workbench's charts need of it and nothing more; loaded when a chart is shown. */
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  GridComponent,
  LegendScrollComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { inLanguage } from '../../../language/chart-words.ts'
import { type ChartStyle, optionOf } from './option.ts'
import type { ChartPick, ChartSpec } from './spec.ts'

use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendScrollComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
])

/** Draws into `place` and keeps to its size. @returns what ends it */
export function drawChart(
  place: HTMLElement,
  spec: ChartSpec,
  style: ChartStyle,
  onPick: (pick: ChartPick) => void,
): () => void {
  const chart = init(place)
  chart.setOption(optionOf(inLanguage(spec, style.lang), style))
  chart.on('click', (event: Click) => {
    const pick = pickOf(spec, event)
    if (pick !== null) onPick(pick)
  })
  const sized = new ResizeObserver(() => chart.resize())
  sized.observe(place)
  return () => {
    sized.disconnect()
    chart.dispose()
  }
}

/** What ECharts says of a click, as far as it is asked here. */
interface Click {
  readonly dataIndex?: number
  readonly seriesName?: string
  readonly value?: unknown
}

function pickOf(spec: ChartSpec, { dataIndex, seriesName, value }: Click): ChartPick | null {
  const cell = Array.isArray(value) ? value.map(Number) : []
  const [column, series] =
    spec.kind === 'heatmap'
      ? [cell[0], spec.series[cell[1] ?? 0]]
      : [dataIndex, spec.series.find(({ name }) => name.de === seriesName || name.en === seriesName) ?? spec.series[0]]
  const x = column === undefined ? undefined : spec.x[column]
  if (column === undefined || x === undefined || series === undefined) return null
  return { x, series: series.name, value: series.values[column] ?? null }
}
