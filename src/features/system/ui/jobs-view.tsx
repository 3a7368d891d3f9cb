/** The jobs there are: when each runs, what runs now, how the last one ended. */
import { useMemo } from 'react'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Badge, StateBadge } from '../../../web/ui/state-badge.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Job } from '../schema.ts'
import { JOB_NAMES, outcomeWords, words } from './words.ts'

const LOOK_MS = 5_000

export function JobsView() {
  const t = useText()
  const query = useRead<{ items: readonly Job[] }>('/jobs', { refetchMs: LOOK_MS })
  const columns = useMemo(
    (): readonly Column<Job>[] => [
      {
        key: 'job',
        label: words.job,
        value: ({ name }) => t(JOB_NAMES[name] ?? { de: name, en: name }),
        grow: 2,
        width: 170,
      },
      {
        key: 'status',
        label: words.outcome,
        value: ({ last }) => (last === null ? null : t(outcomeWords[last.outcome])),
        cell: (job) => <Standing job={job} />,
      },
      {
        key: 'last',
        label: words.last,
        value: ({ last }) => last?.at ?? null,
        cell: ({ last }) => (last === null ? t(words.never) : <When at={last.at} />),
      },
      {
        key: 'next',
        label: words.next,
        value: ({ nextAt }) => nextAt,
        cell: ({ nextAt, cron }) => (nextAt === null ? (cron ?? t(words.onRequest)) : <When at={nextAt} />),
      },
      { key: 'schedule', label: words.schedule, value: ({ cron }) => cron ?? t(words.onRequest), hidden: true },
      { key: 'error', label: words.error, value: ({ last }) => last?.error ?? null, grow: 3, width: 140 },
    ],
    [t],
  )
  return (
    <Block title={t(words.jobs)}>
      <Loaded
        query={query}
        lines={5}
        isEmpty={({ items }) => items.length === 0}
        empty={<Soft>{t(words.noJobs)}</Soft>}
      >
        {({ items }) => (
          <DataTable
            name="jobs"
            label={t(words.jobs)}
            columns={columns}
            rows={items}
            rowKey={({ name }) => name}
            maxHeight={420}
          />
        )}
      </Loaded>
    </Block>
  )
}

function Standing({ job: { running, waiting, last } }: { job: Job }) {
  const t = useText()
  if (running !== null) return <StateBadge state="running" />
  if (waiting > 0) return <StateBadge state="waiting" />
  if (last === null) return <>–</>
  if (last.outcome === 'called-off') return <Badge tone="warn">{t(outcomeWords['called-off'])}</Badge>
  return <StateBadge state={last.outcome} />
}
