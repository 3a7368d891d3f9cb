/** Versions tried on the cases: a new run, and what the last ones say, two versions side by side. */
import { Button, NativeSelect, Progress } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { When } from '../../../web/ui/when.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { RunRow, RunSum, ShownPrompt } from '../schema.ts'
import { costOf } from './cost.ts'
import { pathOf } from './prompt-path.ts'
import classes from './prompts.module.css'
import { RunTexts } from './run-texts.tsx'
import { ShareOf } from './versions-view.tsx'
import { statusWords, versionText, words } from './words.ts'

export function RunsView({ prompt }: { prompt: ShownPrompt }) {
  const t = useText()
  const may = useMay('desk.decide')
  const query = useRead<{ readonly items: readonly RunRow[] }>(`${pathOf(prompt)}/runs`)
  return (
    <Block title={t(words.runs)}>
      {may && <NewRun key={tryable(prompt)} prompt={prompt} />}
      <Loaded
        query={query}
        lines={3}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <p>
            <Soft>{t(words.noRuns)}</Soft>
          </p>
        }
      >
        {({ items }) => items.map((run) => <Run key={run.id} run={run} may={may} />)}
      </Loaded>
    </Block>
  )
}

/** Another version to try, or another one that holds, is another choice to begin with. */
const tryable = ({ standing: { current, candidate }, versions }: ShownPrompt) =>
  [current, candidate, versions[0]?.version].join(' ')

function NewRun({ prompt }: { prompt: ShownPrompt }) {
  const t = useText()
  const { standing, versions } = prompt
  const newest = versions[0]?.version ?? 0
  const [first, setFirst] = useState(standing.candidate ?? newest)
  const [second, setSecond] = useState<number | null>(first === standing.current ? null : standing.current)
  const { mutate, isPending, error } = useSend<{ readonly id: string }>(['prompts'])
  const options = versions.map(({ version }) => ({ value: String(version), label: t(versionText(version)) }))
  const chosen = second === null || second === first ? [first] : [second, first]
  return (
    <>
      <form
        className={classes.form}
        style={{ marginBottom: 12 }}
        aria-label={t(words.run)}
        onSubmit={(event) => {
          event.preventDefault()
          mutate({ path: `${pathOf(prompt)}/runs`, method: 'POST', body: { versions: chosen } })
        }}
      >
        <NativeSelect
          size="xs"
          label={t(words.firstVersion)}
          value={String(first)}
          data={options}
          onChange={({ currentTarget }) => setFirst(Number(currentTarget.value))}
        />
        <NativeSelect
          size="xs"
          label={t(words.besides)}
          value={second === null || second === first ? '' : String(second)}
          data={[{ value: '', label: t(words.alone) }, ...options.filter(({ value }) => value !== String(first))]}
          onChange={({ currentTarget: { value } }) => setSecond(value === '' ? null : Number(value))}
        />
        <Button type="submit" size="xs" loading={isPending}>
          {t(words.run)}
        </Button>
      </form>
      {error !== null && <Failed error={error} />}
    </>
  )
}

function Run({ run, may }: { run: RunRow; may: boolean }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const { mutate, isPending } = useSend(['prompts'])
  const done = run.sums.reduce((sum, one) => sum + one.done, 0)
  const all = run.sums.reduce((sum, one) => sum + one.items, 0)
  return (
    <section className={classes.run} aria-label={t(statusWords[run.status])}>
      <div className={classes.head}>
        <strong>
          {t(statusWords[run.status])} · {done} / {all}
        </strong>
        <span>
          <When at={run.askedAt} />
        </span>
      </div>
      {run.status === 'running' && (
        <Progress value={all === 0 ? 100 : (done / all) * 100} aria-label={`${t(words.progress)}: ${done} / ${all}`} />
      )}
      {run.error !== null && <p role="status">{t(run.error)}</p>}
      <Sums sums={run.sums} />
      <div className={classes.form} style={{ marginTop: 8 }}>
        {may && run.status === 'running' && (
          <Button
            size="compact-sm"
            variant="default"
            loading={isPending}
            onClick={() =>
              mutate(
                { path: `${pathOf(run)}/runs/${run.id}/stop`, method: 'POST' },
                { onError: (error) => notify({ message: explain(error), tone: 'bad' }) },
              )
            }
          >
            {t(words.stop)}
          </Button>
        )}
        {done > 0 && (
          <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? words.hide : words.show)}
          </Button>
        )}
      </div>
      {isOpen && <RunTexts run={run} />}
    </section>
  )
}

function Sums({ sums }: { sums: readonly RunSum[] }) {
  const t = useText()
  const format = useFormat()
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {[words.version, words.checks, words.distance, words.cost, words.tokens].map((label) => (
              <th key={label.en} scope="col">
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sums.map(({ version, clean, distance, costMicros, tokens }) => (
            <tr key={version}>
              <td>{version}</td>
              <td>
                <ShareOf share={clean} />
              </td>
              <td>{distance === null ? '–' : `${format.value(distance.mean, 'ratio')} (n ${distance.n})`}</td>
              <td>{costOf(costMicros, format)}</td>
              <td>{format.count(tokens)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
