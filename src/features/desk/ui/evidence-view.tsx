/** The rows a draft rests on, and the query they came from. */

import { formatDecimal } from '../../../language/numbers.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import type { Proposal } from '../schema.ts'
import classes from './evidence.module.css'
import { rowsShown, words } from './words.ts'

type Evidence = Proposal['evidence'][number]

export function EvidenceView({ evidence }: { evidence: Evidence }) {
  const t = useText()
  const { lang } = useLocale()
  const { title, sql, params, rowCount, columns, sample } = evidence
  return (
    <details className={classes.evidence}>
      <summary>
        {t(title)} <span className={classes.count}>{t(rowsShown(sample.length, rowCount))}</span>
      </summary>
      {sample.length > 0 && (
        <section className={classes.scroll} aria-label={t(title)} tabIndex={-1}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sample.map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of evidence have no key of their own and never change
                <tr key={place}>
                  {row.map((cell, column) => (
                    <td key={columns[column]} className={typeof cell === 'number' ? classes.number : undefined}>
                      {typeof cell === 'number' ? formatDecimal(cell, { lang, maxDigits: 4 }) : (cell ?? '–')}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {sql !== '' && (
        <details className={classes.query}>
          <summary>{t(words.query)}</summary>
          <pre>{sql}</pre>
          <dl>
            {Object.entries(params).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </details>
  )
}
