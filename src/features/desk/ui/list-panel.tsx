/** The left half of the desk: filters, how many there are, and the queue. */
import { ActionIcon, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../../web/lang.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import classes from './desk-page.module.css'
import { EmptyDesk } from './empty-desk.tsx'
import { FilterBar } from './filter-bar.tsx'
import { isNarrowed, NO_FILTERS } from './filters.ts'
import { ProposalList } from './proposal-list.tsx'
import { useColleagues } from './use-colleagues.ts'
import type { Desk } from './use-desk.ts'
import { useExport } from './use-export.ts'
import { useMinute } from './use-minute.ts'
import { pickedCount, shownCount, words } from './words.ts'

export function ListPanel({ desk }: { desk: Desk }) {
  const { address, summary, search, list, rows, queue } = desk
  const people = useColleagues()
  const now = useMinute()
  return (
    <div className={classes.list}>
      <ListHead desk={desk} />
      <FilterBar
        filters={address.filters}
        summary={summary}
        people={people}
        search={search}
        onChange={address.change}
      />
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

function ListHead({ desk: { list, rows, queue, address, pickNone, openBatch } }: { desk: Desk }) {
  const t = useText()
  const { save, isSaving } = useExport(address.filters)
  const { size } = queue.picked
  return (
    <div className={classes.head}>
      <h1>{t(words.title)}</h1>
      <span>{t(shownCount(rows.length, list.hasMore))}</span>
      <div className={classes.tools}>
        {list.isOutdated && (
          <Button size="compact-xs" variant="light" onClick={list.reload}>
            {t(words.newOnes)}
          </Button>
        )}
        {size > 0 && (
          <>
            <Button size="compact-xs" onClick={openBatch}>
              {t(pickedCount(size))}
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={pickNone}>
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
}

/** The three other states of the list: on its way, failed, empty. */
function ListBody({ desk: { list, rows, address }, children }: { desk: Desk; children: ReactNode }) {
  const t = useText()
  const { filters, change } = address
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
        action={<Button onClick={() => change({ ...NO_FILTERS, view: filters.view })}>{t(words.clear)}</Button>}
      >
        {t(words.nothingFoundHint)}
      </Empty>
    </div>
  )
}
