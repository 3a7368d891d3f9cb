/** Findings of the newest report for the search. */
import { formatDay } from '../../language/dates.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type SearchKind, scoreText } from '../search/index.ts'
import type { Report } from './schema.ts'
import { findReport, reportVersion } from './store.ts'

export function findingKind({ state }: { readonly state: StateStore }): SearchKind {
  // Reports are large and change once a night: the newest one is read once.
  let newest: { readonly version: string; readonly report: Report | null } | null = null
  const read = async (): Promise<Report | null> => {
    const version = await reportVersion(state, null)
    if (version === null) return null
    if (newest?.version !== version) newest = { version, report: (await findReport(state, null))?.report ?? null }
    return newest.report
  }
  return {
    kind: 'finding',
    label: { de: 'Befunde des Berichts', en: 'Findings of the report' },
    right: 'reports.read',
    async find({ words, limit }) {
      const report = await read()
      if (report === null) return []
      const subtitle = bothLangs((lang) => formatDay(report.asOf, 'short', lang))
      const hits = report.findings.flatMap(({ id, title, sentence }) => {
        const score = scoreText(words, `${title.de} ${title.en} ${sentence.de} ${sentence.en}`)
        const href = `/reports/${report.asOf}#${encodeURIComponent(id)}`
        return score === null ? [] : [{ key: id, title, subtitle, href, score }]
      })
      return hits.toSorted((a, b) => b.score - a.score).slice(0, limit)
    },
  }
}
