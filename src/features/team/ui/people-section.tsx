import { IconLock } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { useList } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { Person } from '../../../web/ui/person.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { PersonView } from '../schema.ts'
import { PersonDialog } from './person-dialog.tsx'
import { words } from './team-words.ts'

type Translate = ReturnType<typeof useText>

function columnsOf(t: Translate, manages: boolean): readonly Column<PersonView>[] {
  return [
    {
      key: 'name',
      label: words.name,
      width: 160,
      grow: 2,
      value: ({ name }) => name,
      cell: ({ name }) => <Person name={name} />,
    },
    { key: 'email', label: words.email, width: 180, grow: 2, value: ({ email }) => email },
    { key: 'role', label: words.role, width: 140, value: ({ role }) => t(ROLE_WORDS[role].title) },
    {
      key: 'state',
      label: words.state,
      width: 100,
      value: ({ disabledAt }) => t(disabledAt === null ? words.active : words.disabled),
      cell: ({ disabledAt }) =>
        disabledAt === null ? (
          t(words.active)
        ) : (
          <Badge tone="warn" icon={IconLock}>
            {t(words.disabled)}
          </Badge>
        ),
    },
    {
      key: 'seen',
      label: words.seen,
      width: 150,
      value: ({ seenAt }) => seenAt,
      cell: ({ seenAt }) => (seenAt === null ? t(words.neverSeen) : <When at={seenAt} />),
    },
    ...(manages
      ? [
          {
            key: 'factor',
            label: words.factor,
            width: 110,
            value: ({ secondFactor }: PersonView) => t(secondFactor === true ? words.yes : words.no),
          },
        ]
      : []),
  ]
}

export function PeopleSection({ manages }: { manages: boolean }) {
  const t = useText()
  const list = useList<PersonView>('/team/people')
  const [openId, setOpenId] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(t, manages), [t, manages])
  const open = list.items.find(({ id }) => id === openId)
  if (list.isPending) return <Waiting />
  if (list.error !== null) return <Failed error={list.error} again={() => void list.refetch()} />
  return (
    <section aria-label={t(words.people)}>
      <DataTable
        name="team"
        label={t(words.people)}
        columns={columns}
        rows={list.items}
        rowKey={({ id }) => String(id)}
        {...(manages ? { onOpen: ({ id }: PersonView) => setOpenId(id) } : {})}
        more={{
          has: list.hasNextPage,
          loading: list.isFetchingNextPage,
          load: () => void list.fetchNextPage(),
          all: async () => {
            let pages = await list.fetchNextPage()
            while (pages.hasNextPage) pages = await list.fetchNextPage()
            return pages.data?.pages.flatMap((page) => page.items) ?? []
          },
        }}
      />
      {open !== undefined && <PersonDialog key={open.version} person={open} onClose={() => setOpenId(null)} />}
    </section>
  )
}
