/** What happened with a person, the newest first. */
import { Anchor, Button } from '@mantine/core'
import { type Icon, IconArrowBackUp, IconCircleX, IconPointer, IconShoppingBag, IconWalk } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useList } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { TimelineEntry } from '../schema.ts'
import classes from './timeline.module.css'
import { deviceWords, kindWords, words } from './words.ts'

const ICONS: Readonly<Record<TimelineEntry['kind'], Icon>> = {
  order: IconShoppingBag,
  cancelled: IconCircleX,
  refund: IconArrowBackUp,
  visit: IconWalk,
  event: IconPointer,
}

export function Timeline({ path }: { path: string }) {
  const t = useText()
  const list = useList<TimelineEntry>(`${path}/timeline?limit=50`)
  if (list.error !== null) return <Failed error={list.error} again={() => void list.refetch()} />
  if (list.isPending) return <Waiting lines={6} />
  if (list.items.length === 0) return <Soft>{t(words.noTimeline)}</Soft>
  return (
    <>
      <ol className={classes.list}>
        {list.items.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t(words.more)}
        </Button>
      )}
    </>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useText()
  const format = useFormat()
  const { kind, name, subject, cents, pages, seconds, device, href, at } = entry
  const Icon = ICONS[kind]
  const isBooked = ['order', 'cancelled', 'refund'].includes(kind)
  const title = isBooked
    ? [t(kindWords[kind]), subject === null ? '' : t(subject)].join(' ')
    : kind === 'visit'
      ? t(words.visit(name.de, format.count(pages)))
      : t(name)
  const about = [
    isBooked ? format.money(cents) : subject === null ? '' : t(subject),
    seconds === null || seconds < 60 ? '' : `${format.count(Math.round(seconds / 60))} min`,
    isBooked ? t(name) : deviceWords[device] === undefined ? device : t(deviceWords[device]),
  ].filter((part) => part !== '')
  return (
    <li className={`${classes.entry} ${isBooked ? classes.booked : ''}`}>
      <Icon size={16} className={classes.icon ?? ''} aria-hidden="true" />
      <span>
        {href === null ? (
          title
        ) : (
          <Anchor component={Link} to={href} inherit>
            {title}
          </Anchor>
        )}
      </span>
      <span className={classes.when}>
        <When at={at} />
      </span>
      {about.length > 0 && <span className={classes.about}>{about.join(' · ')}</span>}
    </li>
  )
}
