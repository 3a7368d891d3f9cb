/** Night shifts with their steps; one can be asked for, stopped and taken up again. */
import { Button, Group, Progress } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { readAll } from '../../../web/api/read-all.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Empty, Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { StateBadge, type StateName } from '../../../web/ui/state-badge.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Night } from '../schema.ts'
import { nightWords, words } from './words.ts'

type Step = Night['steps'][number]

const PATH = '/nights'
const SHOWN = 30
/** While one runs; a sleeping one is told by the live connection. */
const LOOK_MS = 3_000
const STATES: Readonly<Record<Night['status'], StateName>> = { running: 'running', stopped: 'held', done: 'done' }

export function NightsView() {
  const t = useText()
  const [chosen, setChosen] = useState<number | null>(null)
  const query = useRead<{ items: readonly Night[] }>(`${PATH}?limit=${SHOWN}`, { refetchMs: LOOK_MS })
  return (
    <Block title={t(words.nights)} tools={<NightTools newest={query.data?.items[0] ?? null} />}>
      <Loaded
        query={query}
        lines={5}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title={t(words.noNights)}>{t(words.noNightsAbout)}</Empty>}
      >
        {({ items }) => {
          const shown = items.find(({ id }) => id === chosen) ?? items[0]
          return (
            <>
              {items[0]?.status === 'running' && <NightProgress night={items[0]} />}
              <NightTable nights={items} selected={shown?.id ?? null} onOpen={setChosen} />
              {shown !== undefined && <StepTable night={shown} />}
            </>
          )
        }}
      </Loaded>
    </Block>
  )
}

function NightTools({ newest }: { newest: Night | null }) {
  const t = useText()
  const may = useMay('system.run')
  const change = useSend<unknown>(['nights', 'jobs'])
  if (!may) return null
  const isRunning = newest?.status === 'running'
  const run = () =>
    change.mutate(
      { path: PATH, method: 'POST', body: {} },
      { onSuccess: () => notify({ message: words.asked, tone: 'good' }) },
    )
  const stop = () =>
    change.mutate(
      { path: `${PATH}/stop`, method: 'POST' },
      { onSuccess: () => notify({ message: words.stopped, tone: 'plain' }) },
    )
  return (
    <Group gap={8}>
      {change.error !== null && <Failed error={change.error} />}
      <Button size="xs" variant="default" loading={change.isPending} onClick={isRunning ? stop : run}>
        {t(isRunning ? words.stop : newest?.status === 'stopped' ? words.goOn : words.runNow)}
      </Button>
    </Group>
  )
}

function NightProgress({ night }: { night: Night }) {
  const t = useText()
  const format = useFormat()
  const ended = night.steps.filter(({ status }) => ['done', 'failed', 'skipped'].includes(status)).length
  const said = t(words.progress(format.count(ended), format.count(night.steps.length)))
  return (
    <div role="status">
      <Soft>{said}</Soft>
      <Progress value={(ended / Math.max(1, night.steps.length)) * 100} aria-label={said} mb={8} />
    </div>
  )
}

interface NightTableProps {
  readonly nights: readonly Night[]
  readonly selected: number | null
  onOpen(id: number): void
}

function NightTable({ nights, selected, onOpen }: NightTableProps) {
  const t = useText()
  const format = useFormat()
  const columns = useMemo(
    (): readonly Column<Night>[] => [
      { key: 'asOf', label: words.asOf, unit: 'date', value: ({ asOf }) => asOf },
      {
        key: 'status',
        label: words.status,
        value: ({ status }) => t(nightWords[status]),
        cell: ({ status }) => <StateBadge state={STATES[status]} />,
      },
      {
        key: 'started',
        label: words.started,
        value: ({ startedAt }) => startedAt,
        cell: ({ startedAt }) => <When at={startedAt} />,
      },
      {
        key: 'took',
        label: words.took,
        value: secondsOf,
        cell: (night) => secondsText(secondsOf(night), format.count),
      },
      { key: 'steps', label: words.steps, unit: 'count', value: ({ steps }) => steps.length, width: 80 },
      {
        key: 'failed',
        label: words.failed,
        unit: 'count',
        value: ({ steps }) => steps.filter(({ status }) => status === 'failed' || status === 'skipped').length,
      },
      {
        key: 'mailed',
        label: words.mailed,
        value: ({ mailedAt }) => mailedAt,
        cell: ({ mailedAt }) => (mailedAt === null ? '–' : <When at={mailedAt} />),
      },
    ],
    [t, format],
  )
  return (
    <DataTable
      name="nights"
      label={t(words.nights)}
      columns={columns}
      rows={nights}
      rowKey={({ id }) => String(id)}
      selected={selected === null ? null : String(selected)}
      onOpen={({ id }) => onOpen(id)}
      maxHeight={260}
      more={{ has: nights.length === SHOWN, loading: false, load: () => undefined, all: () => readAll<Night>(PATH) }}
    />
  )
}

function StepTable({ night }: { night: Night }) {
  const t = useText()
  const format = useFormat()
  const columns = useMemo(
    (): readonly Column<Step>[] => [
      { key: 'title', label: words.step, value: ({ title }) => t(title), grow: 2, width: 150 },
      {
        key: 'status',
        label: words.status,
        value: ({ status }) => status,
        cell: ({ status }) => <StateBadge state={status} />,
      },
      {
        key: 'took',
        label: words.took,
        value: ({ seconds }) => seconds,
        cell: ({ seconds }) => secondsText(seconds, format.count),
      },
      { key: 'rows', label: words.rows, unit: 'count', value: ({ rows }) => rows },
      { key: 'attempts', label: words.attempts, unit: 'count', value: ({ attempts }) => attempts, width: 80 },
      { key: 'error', label: words.error, value: ({ error }) => error, grow: 4, width: 160 },
    ],
    [t, format],
  )
  return (
    <DataTable
      name="night-steps"
      label={t(words.nightOf(format.day(night.asOf)))}
      columns={columns}
      rows={night.steps}
      rowKey={({ name }) => name}
      tools={<Soft>{t(words.nightOf(format.day(night.asOf)))}</Soft>}
      maxHeight={420}
    />
  )
}

function secondsOf({ startedAt, finishedAt }: Night): number | null {
  return finishedAt === null ? null : Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000)
}

function secondsText(seconds: number | null, count: (value: number) => string): string {
  if (seconds === null) return '–'
  return seconds < 100 ? `${count(Math.round(seconds * 10) / 10)} s` : `${count(Math.round(seconds / 60))} min`
}
