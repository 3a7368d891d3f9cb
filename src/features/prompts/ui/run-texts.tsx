/** What a run wrote, case by case, the versions side by side. */
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import type { PromptRun, RunRow } from '../schema.ts'
import { costOf } from './cost.ts'
import { pathOf } from './prompt-path.ts'
import classes from './prompts.module.css'
import { itemWords, versionText, words } from './words.ts'

type Item = PromptRun['items'][number]

export function RunTexts({ run }: { run: RunRow }) {
  const query = useRead<PromptRun>(`${pathOf(run)}/runs/${run.id}`)
  return (
    <Loaded query={query} lines={6}>
      {({ items }) =>
        casesOf(items).map(({ key, title, sides }) => (
          <section key={key} aria-label={title}>
            <h3>{title}</h3>
            <div className={classes.sides}>
              {sides.map((item) => (
                <Side key={item.version} item={item} />
              ))}
            </div>
          </section>
        ))
      }
    </Loaded>
  )
}

/** Of each case and product the versions that wrote about it. */
function casesOf(items: readonly Item[]): { key: string; title: string; sides: Item[] }[] {
  const cases = new Map<string, { key: string; title: string; sides: Item[] }>()
  for (const item of items) {
    const key = `${item.caseTitle} ${item.product}`
    const own = cases.get(key) ?? { key, title: item.caseTitle, sides: [] }
    own.sides.push(item)
    cases.set(key, own)
  }
  return [...cases.values()]
}

function Side({ item: { version, status, result, approved, productTitle } }: { item: Item }) {
  const t = useText()
  const format = useFormat()
  const figures =
    result === null
      ? []
      : [
          `${t(words.checks)}: ${result.clean} / ${result.asked}`,
          ...(result.distance === null ? [] : [`${t(words.distance)}: ${format.value(result.distance, 'ratio')}`]),
          ...(result.costMicros === 0 ? [] : [`${t(words.cost)}: ${costOf(result.costMicros, format)}`]),
        ]
  const [first] = result?.texts ?? []
  return (
    <article className={classes.side} aria-label={t(versionText(version))}>
      <strong>
        {t(versionText(version))} · {t(itemWords[status])}
      </strong>
      <div>
        <Soft>{[t(productTitle), ...figures].join(' · ')}</Soft>
      </div>
      {result?.notes.map((note) => (
        <p key={note.en}>{t(note)}</p>
      ))}
      {result?.texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {approved !== null && first !== undefined && (
        <details>
          <summary>{t(words.approved)}</summary>
          <p>
            <WordDiff before={first} after={approved} />
          </p>
        </details>
      )}
    </article>
  )
}
