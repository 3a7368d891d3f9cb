/** Where visits begin and how they go on, over the last four weeks. */
import type { Chart, Contribution, NightStep, StepContext, Table } from '../findings/index.ts'
import { textCell } from '../findings/index.ts'
import { periodUpTo, readCoverage, waitingText } from '../visits/index.ts'
import { DEFAULT_DEPTH, DEFAULT_NODES, type Paths } from './schema.ts'
import { makePaths } from './service.ts'
import { METHOD, placeText, startsTitle, TITLE } from './texts.ts'

export const pathsStep: NightStep = { name: 'paths', title: TITLE, needs: [], run }

const TABLE_LINKS = 40

async function run({ ask, asOf }: StepContext): Promise<Contribution> {
  const empty = { title: TITLE, method: METHOD, figures: [], findings: [], tables: [], charts: [], claims: [] }
  const period = periodUpTo(asOf)
  const coverage = await readCoverage(ask, period)
  const waiting = waitingText(coverage.rows[0], period)
  const evidence = [coverage.evidence]
  if (waiting !== null) return { ...empty, evidence, notEnoughData: waiting }
  const keep: StepContext['ask'] = async (question) => {
    const answer = await ask(question)
    evidence.push(answer.evidence)
    return answer
  }
  const { evidenceId, ...paths } = await makePaths(
    { ask: keep },
    { scope: { period, filters: [] }, anchor: null, direction: 'after', depth: DEFAULT_DEPTH, nodes: DEFAULT_NODES },
  )
  return {
    ...empty,
    tables: [pathsTable(paths, evidenceId), linksTable(paths, evidenceId)],
    charts: startsChart(paths, evidenceId),
    evidence,
    notEnoughData: null,
  }
}

function startsChart({ nodes, visits }: Paths, evidenceId: string): Chart[] {
  const starts = nodes.filter(({ step }) => step === 0).sort((a, b) => b.visits - a.visits)
  const [first] = starts
  if (first === undefined) return []
  return [
    {
      id: 'paths.starts',
      title: startsTitle(first.name, first.visits / visits),
      kind: 'bar',
      unit: 'count',
      x: starts.map(({ name }) => name),
      series: [{ name: { de: 'Besuche', en: 'Visits' }, role: 'actual', values: starts.map((node) => node.visits) }],
      marks: [],
      evidenceId,
    },
  ]
}

function pathsTable({ paths }: Paths, evidenceId: string): Table {
  return {
    id: 'paths.paths',
    title: { de: 'Häufigste Wege', en: 'Most frequent paths' },
    note: null,
    columns: [
      { key: 'path', label: { de: 'Weg', en: 'Path' }, unit: 'text' },
      { key: 'visits', label: { de: 'Besuche', en: 'Visits' }, unit: 'count' },
      { key: 'share', label: { de: 'Anteil', en: 'Share' }, unit: 'ratio' },
      { key: 'low', label: { de: 'von', en: 'from' }, unit: 'ratio' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'ratio' },
    ],
    rows: paths.map(({ names, visits, share, low, high }) => {
      const places = names.map(placeText)
      const path = { de: places.map(({ de }) => de).join(' → '), en: places.map(({ en }) => en).join(' → ') }
      return [textCell(path), visits, share, low, high]
    }),
    rowCount: paths.length,
    evidenceId,
  }
}

function linksTable({ links, nodes }: Paths, evidenceId: string): Table {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const nameOf = (id: string) => textCell(placeText(byId.get(id)?.name ?? id))
  const order = [...links].sort((a, b) => b.visits - a.visits)
  return {
    id: 'paths.links',
    title: { de: 'Von wo wohin', en: 'From where to where' },
    note: {
      de: 'Anteil: an den Besuchen, die an diesem Schritt am Ausgangsort waren.',
      en: 'Share: of the visits that were at the first place at this step.',
    },
    columns: [
      { key: 'step', label: { de: 'Schritt', en: 'Step' }, unit: 'count' },
      { key: 'from', label: { de: 'Von', en: 'From' }, unit: 'text' },
      { key: 'to', label: { de: 'Nach', en: 'To' }, unit: 'text' },
      { key: 'visits', label: { de: 'Besuche', en: 'Visits' }, unit: 'count' },
      { key: 'share', label: { de: 'Anteil', en: 'Share' }, unit: 'ratio' },
      { key: 'low', label: { de: 'von', en: 'from' }, unit: 'ratio' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'ratio' },
    ],
    rows: order
      .slice(0, TABLE_LINKS)
      .map(({ source, target, visits, share, low, high }) => [
        byId.get(target)?.step ?? 0,
        nameOf(source),
        nameOf(target),
        visits,
        share,
        low,
        high,
      ]),
    rowCount: links.length,
    evidenceId,
  }
}
