/** The colours of a chart: CSS values, so that a page's charts follow its theme and a PDF's are fixed. */
export interface ChartTheme {
  readonly font: string
  /** Lines and labels of what happened. */
  readonly ink: string
  readonly muted: string
  readonly grid: string
  /** Behind dots and between cells. */
  readonly surface: string
  readonly bar: string
  readonly comparison: string
  readonly band: string
  readonly good: string
  readonly bad: string
  readonly heat: string
  /** Okabe-Ito. */
  readonly groups: readonly string[]
}

/** Takes every colour from the page's CSS variables; both of its themes define them. */
export const pageTheme: ChartTheme = {
  font: 'inherit',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  grid: 'var(--grid)',
  surface: 'var(--ground)',
  bar: 'var(--bar)',
  comparison: 'var(--comparison)',
  band: 'var(--band)',
  good: 'var(--c-good)',
  bad: 'var(--c-bad)',
  heat: 'var(--heat)',
  groups: [1, 2, 3, 4, 5, 6, 7].map((place) => `var(--g${place})`),
}

/** Okabe-Ito in its order, but for yellow, which is last: on white it has a contrast of 1.3 to 1. */
export const OKABE_ITO = ['#E69F00', '#56B4E9', '#009E73', '#0072B2', '#D55E00', '#CC79A7', '#F0E442'] as const

/** Fixed light colours, for paper. */
export const paperTheme: ChartTheme = {
  font: 'Roboto',
  ink: '#1F1D1A',
  muted: '#625C54',
  grid: '#E6E2DB',
  surface: '#FFFFFF',
  bar: '#4A453E',
  comparison: '#ADA599',
  band: '#DAD5CD',
  good: '#0072B2',
  bad: '#D55E00',
  heat: '#0072B2',
  groups: OKABE_ITO,
}
