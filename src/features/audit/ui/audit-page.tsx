/** Who did what: the audit log, narrowed as one likes, with the state of its chain and the way out as a file. */

import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { send } from '../../../web/api/client.ts'
import { useList } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { useColleagues } from '../../desk/ui/use-colleagues.ts'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { AuditEntryView } from '../schema.ts'
import classes from './audit.module.css'
import { ChainState } from './chain-state.tsx'
import { auditColumns } from './columns.tsx'
import { type Filters, listPath, NO_FILTERS, readFilters, startOfDay } from './filters.ts'
import { KINDS, MACHINES, words } from './words.ts'

/** Where the browser itself fetches the file: it may be larger than a page should hold. */
const EXPORT = '/api/v1/audit/export'

export function AuditPage() {
  const t = useText()
  const { timeZone } = useLocale()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filters = useMemo(() => readFilters(search), [search])
  const path = listPath(filters, (day) => startOfDay(day, timeZone))
  const list = useList<AuditEntryView>(path)
  const columns = useMemo(() => auditColumns(t), [t])
  const change = (next: Filters) =>
    void navigate({
      to: '/audit',
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')),
      replace: true,
    })
  const isNarrowed = Object.values(filters).some((value) => value !== '')
  return (
    <Page
      title={t(words.title)}
      about={t(words.about)}
      actions={
        <Button component="a" href={EXPORT} download variant="default" leftSection={<IconDownload size={16} />}>
          {t(words.export)}
        </Button>
      }
    >
      <ChainState />
      {list.error !== null && list.items.length === 0 ? (
        <Failed error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Waiting lines={10} />
      ) : (
        <DataTable
          name="audit"
          label={t(words.title)}
          columns={columns}
          rows={list.items}
          rowKey={({ id }) => String(id)}
          maxHeight="calc(100dvh - 300px)"
          more={{ ...list.more, all: () => readAll(path) }}
          tools={
            <>
              <FilterBar filters={filters} onChange={change} />
              <SavedViews page="audit" />
            </>
          }
          empty={
            <Empty
              title={t(isNarrowed ? words.nothingFound : words.empty)}
              action={isNarrowed ? <Button onClick={() => change(NO_FILTERS)}>{t(words.clear)}</Button> : undefined}
            >
              {isNarrowed ? undefined : t(words.emptyHint)}
            </Empty>
          }
        />
      )}
    </Page>
  )
}

function FilterBar({ filters, onChange }: { filters: Filters; onChange(filters: Filters): void }) {
  const t = useText()
  const people = useColleagues()
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  const isListed = people.some(({ actor }) => actor === filters.actor) || filters.actor in MACHINES
  return (
    <search className={classes.filters} aria-label={t(words.title)}>
      <NativeSelect
        size="xs"
        aria-label={t(words.who)}
        value={filters.actor}
        data={[
          { value: '', label: t(words.anybody) },
          ...(isListed || filters.actor === '' ? [] : [filters.actor]),
          ...people.map(({ actor, name }) => ({ value: actor, label: name })),
          ...Object.entries(MACHINES).map(([actor, label]) => ({ value: actor, label: t(label) })),
        ]}
        onChange={(event) => set({ actor: event.target.value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t(words.what)}
        value={filters.action}
        data={[
          { value: '', label: t(words.anything) },
          ...Object.entries(KINDS).map(([kind, label]) => ({ value: kind, label: t(label) })),
          ...(filters.action === '' || filters.action in KINDS ? [] : [filters.action]),
        ]}
        onChange={(event) => set({ action: event.target.value })}
      />
      <TextInput
        size="xs"
        key={filters.subject}
        aria-label={t(words.subject)}
        placeholder={t(words.subjectHint)}
        defaultValue={filters.subject}
        onBlur={(event) => event.target.value !== filters.subject && set({ subject: event.target.value })}
        onKeyDown={(event) => event.key === 'Enter' && set({ subject: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t(words.from)}
        value={filters.from}
        onChange={(event) => set({ from: event.target.value })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t(words.to)}
        value={filters.to}
        onChange={(event) => set({ to: event.target.value })}
      />
    </search>
  )
}

async function readAll(path: string): Promise<AuditEntryView[]> {
  const found: AuditEntryView[] = []
  let after: string | null = null
  do {
    const place: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
    const piece: { items: AuditEntryView[]; next: string | null } = await send(`${path}${place}`)
    found.push(...piece.items)
    after = piece.next
  } while (after !== null)
  return found
}
