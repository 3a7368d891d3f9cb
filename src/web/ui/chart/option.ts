/** A chart's description as what ECharts draws: actual in ink, forecast dashed with its band, comparison grey, groups in Okabe-Ito's order. */
import type { BarSeriesOption, CustomSeriesOption, HeatmapSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { EChartsCoreOption } from 'echarts/core'
import type { Lang } from '../../../core/lang.ts'
import type { ChartSpec } from './spec.ts'
import { waterfallSteps } from './waterfall.ts'

export interface ChartStyle {
  readonly lang: Lang
  /** Value of a token: 'ink' -> '#1f1d1a'. */
  colour(token: string): string
  /** With all digits, for what is pointed at. */
  write(value: number | null): string
  /** As short as can be, for axes and labels. */
  writeShort(value: number | null): string
  writeX(x: string): string
}

type SeriesOption = LineSeriesOption | BarSeriesOption | HeatmapSeriesOption | CustomSeriesOption

export function optionOf(spec: ChartSpec, style: ChartStyle): EChartsCoreOption {
  const { colour } = style
  const base = {
    animation: false,
    textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 12, color: colour('ink-soft') },
    tooltip: {
      trigger: spec.kind === 'line' ? 'axis' : 'item',
      confine: true,
      backgroundColor: colour('surface'),
      borderColor: colour('line-strong'),
      textStyle: { color: colour('ink'), fontSize: 12 },
      valueFormatter: (value: unknown) => style.write(typeof value === 'number' ? value : null),
    },
    grid: { left: 8, right: 16, top: 28, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  }
  if (spec.kind === 'heatmap') return { ...base, ...heatmap(spec, style) }
  if (spec.kind === 'waterfall' || (spec.kind === 'bar' && isLong(spec))) return { ...base, ...lying(spec, style) }
  return { ...base, ...standing(spec, style) }
}

/** Names that would stand on top of each other below a chart are written beside it. */
const isLong = ({ x }: ChartSpec): boolean => x.length > 0 && x.join('').length / x.length > 10

function categoryAxis(spec: ChartSpec, { colour, writeX }: ChartStyle) {
  return {
    type: 'category',
    data: [...spec.x],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('line-strong') } },
    axisLabel: { color: colour('ink-soft'), fontSize: 12, hideOverlap: true, formatter: writeX },
  }
}

function valueAxis({ colour, writeShort }: ChartStyle) {
  return {
    type: 'value',
    axisLabel: {
      color: colour('ink-soft'),
      fontSize: 12,
      formatter: (value: number) => writeShort(value),
      hideOverlap: true,
    },
    splitLine: { lineStyle: { color: colour('line') } },
  }
}

/** Of two marks that may stand close together, each has its words on its own side. */
function marksOf({ marks, x }: ChartSpec, lang: ChartStyle['lang']) {
  const sorted = marks.toSorted((a, b) => x.indexOf(a.x) - x.indexOf(b.x))
  return sorted.map((mark, index) => ({
    xAxis: mark.x,
    label: {
      formatter: mark.text[lang],
      padding: [0, 4],
      align: sorted.length === 1 ? ('center' as const) : index === 0 ? ('right' as const) : ('left' as const),
    },
  }))
}

function standing(spec: ChartSpec, style: ChartStyle): EChartsCoreOption {
  const { colour, lang } = style
  const named = spec.series.filter(({ role }) => role !== 'low' && role !== 'high')
  const marks = marksOf(spec, lang)
  const series: SeriesOption[] = named.map((one, index) => {
    const shade = shadeOf(one.role, index, style)
    const shared = {
      name: one.name[lang],
      data: [...one.values],
      itemStyle: { color: shade },
      ...(index === 0 && marks.length > 0
        ? {
            markLine: {
              symbol: 'none',
              silent: true,
              data: marks,
              lineStyle: { color: colour('ink-faint'), type: 'dotted' as const },
              label: { color: colour('ink-soft'), fontSize: 12 },
            },
          }
        : {}),
    }
    if (spec.kind === 'bar') return { ...shared, type: 'bar', barMaxWidth: 32 }
    return {
      ...shared,
      type: 'line',
      symbolSize: 7,
      showSymbol: spec.x.length < 32,
      triggerLineEvent: true,
      lineStyle: {
        color: shade,
        width: one.role === 'actual' ? 2 : 1.5,
        type: one.role === 'forecast' ? 'dashed' : 'solid',
      },
    }
  })
  return {
    // The edges of a band are told by what lies between them.
    ...(named.length > 1 ? { legend: { ...legendOf(style), data: named.map(({ name }) => name[lang]) } } : {}),
    xAxis: categoryAxis(spec, style),
    yAxis: { ...valueAxis(style), scale: spec.kind === 'line' },
    series: [...band(spec, style), ...series],
  }
}

/** Between 'low' and 'high': an unseen line and the distance above it. */
function band(spec: ChartSpec, { colour, lang }: ChartStyle): LineSeriesOption[] {
  const low = spec.series.find(({ role }) => role === 'low')
  const high = spec.series.find(({ role }) => role === 'high')
  if (low === undefined || high === undefined) return []
  const shared: LineSeriesOption = {
    type: 'line',
    stack: 'band',
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  }
  const distance = high.values.map((value, index) => {
    const from = low.values[index] ?? null
    return value === null || from === null ? null : value - from
  })
  return [
    { ...shared, name: low.name[lang], data: [...low.values] },
    { ...shared, name: high.name[lang], data: distance, areaStyle: { color: colour('accent'), opacity: 0.14 } },
  ]
}

function lying(spec: ChartSpec, style: ChartStyle): EChartsCoreOption {
  const { colour, lang, write, writeShort } = style
  const label = { show: true, position: 'right' as const, color: colour('ink'), fontSize: 12 }
  const axes = {
    xAxis: { ...valueAxis(style), splitNumber: 4 },
    yAxis: { ...categoryAxis(spec, style), inverse: true },
  }
  if (spec.kind === 'bar') {
    const series = spec.series.map((one, index) => ({
      type: 'bar' as const,
      name: one.name[lang],
      data: [...one.values],
      barMaxWidth: 18,
      itemStyle: { color: shadeOf(one.role, index, style) },
    }))
    return { ...axes, ...(series.length > 1 ? { legend: legendOf(style) } : {}), series }
  }
  const given = (spec.series.find(({ role }) => role === 'actual') ?? spec.series[0])?.values ?? []
  const steps = waterfallSteps(spec.x.map((_, index) => given[index] ?? 0))
  const toneOf = ({ isTotal, from, to }: (typeof steps)[number]) => (isTotal ? 'ink-soft' : to >= from ? 'good' : 'bad')
  const below: BarSeriesOption = {
    type: 'bar',
    stack: 'steps',
    stackStrategy: 'all',
    silent: true,
    itemStyle: { opacity: 0 },
    tooltip: { show: false },
    data: steps.map(({ from, to }) => Math.min(from, to)),
  }
  const seen: BarSeriesOption = {
    type: 'bar',
    stack: 'steps',
    stackStrategy: 'all',
    name: spec.series[0]?.name[lang] ?? '',
    barMaxWidth: 18,
    label: { ...label, formatter: ({ dataIndex }) => writeShort(given[dataIndex] ?? null) },
    tooltip: { formatter: (at) => (Array.isArray(at) ? '' : `${at.name}: ${write(given[at.dataIndex] ?? null)}`) },
    data: steps.map((step) => ({ value: Math.abs(step.to - step.from), itemStyle: { color: colour(toneOf(step)) } })),
  }
  // What stands beside a bar is not reckoned with by the engine.
  const grid = { left: 8, right: 64, top: 8, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' }
  return { ...axes, grid, series: [below, seen] }
}

function heatmap(spec: ChartSpec, style: ChartStyle): EChartsCoreOption {
  const { colour, lang, write, writeShort, writeX } = style
  const names = spec.series.map(({ name }) => name[lang])
  const cells = spec.series.flatMap(({ values }, row) =>
    values.flatMap((value, column) => (value === null ? [] : [[column, row, value]])),
  )
  const known = cells.map((cell) => cell[2] ?? 0)
  const roomy = spec.x.length <= 14
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { ...categoryAxis(spec, style), position: 'top' },
    yAxis: { ...categoryAxis(spec, style), data: names, inverse: true },
    visualMap: {
      show: false,
      min: Math.min(0, ...known),
      max: Math.max(0, ...known),
      inRange: { color: [colour('surface'), colour('heat')] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells,
        label: {
          show: roomy,
          color: colour('ink'),
          fontSize: 12,
          formatter: ({ value }: { value: unknown }) => (Array.isArray(value) ? writeShort(Number(value[2])) : ''),
        },
        itemStyle: { borderColor: colour('surface'), borderWidth: 1 },
        tooltip: {
          formatter: ({ value }: { value: unknown }) =>
            Array.isArray(value)
              ? `${writeX(names[Number(value[1])] ?? '')}, ${writeX(spec.x[Number(value[0])] ?? '')}: ${write(Number(value[2]))}`
              : '',
        },
      },
    ],
  }
}

function legendOf({ colour }: ChartStyle) {
  return {
    type: 'scroll',
    top: 0,
    left: 0,
    itemWidth: 16,
    itemHeight: 8,
    textStyle: { color: colour('ink-soft'), fontSize: 12 },
  }
}

function shadeOf(role: ChartSpec['series'][number]['role'], index: number, { colour }: ChartStyle): string {
  if (role === 'actual') return colour('ink')
  if (role === 'forecast') return colour('accent')
  if (role === 'comparison') return colour('ink-faint')
  return colour(`chart-${(index % 6) + 1}`)
}
