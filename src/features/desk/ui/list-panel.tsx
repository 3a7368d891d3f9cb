/** The left half of the desk: filters, how many there are, and the queue. */
import { ActionIcon, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { useText } from '../../../web/lang.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import classes from './desk-page.module.css'
import { EmptyDesk } from './empty-desk.tsx'
import { FilterBar } from './filter-bar.tsx'
import { type Filters, isNarrowed, NO_FILTERS } from './filters.ts'
import { ProposalList } from './proposal-list.tsx'
import { useColleagues } from './use-colleagues.ts'
import type { Desk } from './use-desk.ts'
import { useExport } from './use-export.ts'
import { useMinute } from './use-minute.ts'
import { pickedCount, shownCount, words } from './words.ts'

export function ListPanel({ desk }: { desk: Desk }) {
  const { filters, summary, search, list, rows, queue } = desk
  const people = useColleagues()
  const now = useMinute()
  return (
    <div className={classes.list}>
      <ListHead
        count={rows.length}
        hasMore={list.hasMore}
        isOutdated={list.isOutdated}
        picked={queue.picked.size}
        filters={filters}
        onReload={list.reload}
        onBatch={desk.openBatch}
        onPickNone={desk.pickNone}
      />
      <FilterBar filters={filters} summary={summary} people={people} search={search} onChange={desk.narrow} />
      <ListBody desk={desk}>
        <ProposalList
          rows={rows}
          currentId={queue.currentId}
          picked={queue.picked}
          hasMore={list.hasMore}
          isLoadingMore={list.isLoadingMore}
          now={now}
          loadMore={list.loadMore}
          onOpen={desk.open}
          onPick={desk.pick}
        />
      </ListBody>
    </div>
  )
}

interface ListHeadProps {
  readonly count: number
  readonly hasMore: boolean
  readonly isOutdated: boolean
  /** How many are picked. */
  readonly picked: number
  readonly filters: Filters
  onReload(): void
  onBatch(): void
  onPickNone(): void
}

const ListHead = memo(function ListHead(props: ListHeadProps) {
  const { count, hasMore, isOutdated, picked, filters, onReload, onBatch, onPickNone } = props
  const t = useText()
  const { save, isSaving } = useExport(filters)
  return (
    <div className={classes.head}>
      <h1>{t(words.title)}</h1>
      <span>{t(shownCount(count, hasMore))}</span>
      <div className={classes.tools}>
        {isOutdated && (
          <Button size="compact-xs" variant="light" onClick={onReload}>
            {t(words.newOnes)}
          </Button>
        )}
        {picked > 0 && (
          <>
            <Button size="compact-xs" onClick={onBatch}>
              {t(pickedCount(picked))}
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={onPickNone}>
              {t(words.pickNone)}
            </Button>
          </>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={isSaving}
          aria-label={t(words.csv)}
          title={t(words.csv)}
          onClick={save}
        >
          <IconDownload size={16} />
        </ActionIcon>
      </div>
    </div>
  )
})

/** The three other states of the list: on its way, failed, empty. */
function ListBody({ desk: { list, rows, filters, narrow }, children }: { desk: Desk; children: ReactNode }) {
  const t = useText()
  if (rows.length > 0) return children
  if (list.error !== null)
    return (
      <div className={classes.body}>
        <Failed error={list.error} again={list.reload} />
      </div>
    )
  if (list.shownPath === null || list.hasMore)
    return (
      <div className={classes.body}>
        <Waiting lines={10} />
      </div>
    )
  if (!isNarrowed(filters)) return <EmptyDesk view={filters.view} />
  return (
    <div className={classes.body}>
      <Empty
        title={t(words.nothingFound)}
        action={<Button onClick={() => narrow(({ view }) => ({ ...NO_FILTERS, view }))}>{t(words.clear)}</Button>}
      >
        {t(words.nothingFoundHint)}
      </Empty>
    </div>
  )
}
