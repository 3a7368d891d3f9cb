/** One audience: who is meant in words, how large it is and was, and who is in it. */
import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { send } from '../../../web/api/client.ts'
import { useMay } from '../../../web/api/me.ts'
import { useList, useRead, useSend } from '../../../web/api/queries.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Failed, Loaded, Waiting } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { Audience, AudienceWithHistory, Member, MemberPage } from '../schema.ts'
import classes from './audiences.module.css'
import { ClauseView } from './clause-view.tsx'
import { clauseOf } from './definition-words.ts'
import { removeText, sizeTitle, words } from './words.ts'

export function AudiencePane({ id, onRemoved }: { id: string; onRemoved(): void }) {
  const query = useRead<AudienceWithHistory>(`/audiences/${encodeURIComponent(id)}`)
  return (
    <div className={classes.pane}>
      <Loaded query={query} lines={8}>
        {(audience) => <AudienceView audience={audience} onRemoved={onRemoved} />}
      </Loaded>
    </div>
  )
}

function AudienceView({ audience, onRemoved }: { audience: AudienceWithHistory; onRemoved(): void }) {
  const t = useText()
  const format = useFormat()
  const { lang, currency } = useLocale()
  const mayChange = useMay('audiences.write')
  const maySee = useMay('customers.read')
  const { name, definition, size, fault, history } = audience
  return (
    <article>
      <h2 className={classes.title}>{name}</h2>
      {mayChange && <Actions audience={audience} onRemoved={onRemoved} />}
      <section>
        <h3 className={classes.part}>{t(words.definition)}</h3>
        <ClauseView clause={clauseOf(definition.rule, { lang, currency })} />
      </section>
      <section>
        <h3 className={classes.part}>{t(words.size)}</h3>
        {size === null ? (
          <p>{t(words.notCounted)}</p>
        ) : (
          <p>
            <strong>{t(sizeTitle(format.count(size.known), format.count(size.anonymous)))}</strong>, {t(words.asOf)}{' '}
            {format.day(size.asOf)} (<When at={size.evaluatedAt} />)
          </p>
        )}
        {fault !== null && (
          <p className={classes.bad}>
            {t(words.fault)}: {fault}
          </p>
        )}
        {history.length > 1 && <SizeChart history={history} />}
      </section>
      {maySee && <Members id={audience.id} />}
    </article>
  )
}

function SizeChart({ history }: Pick<AudienceWithHistory, 'history'>) {
  const days = history.toReversed()
  return (
    <Chart
      spec={{
        id: 'size',
        title: words.course,
        kind: 'line',
        unit: 'count',
        x: days.map(({ asOf }) => asOf),
        series: [{ name: words.known, role: 'actual', values: days.map(({ known }) => known) }],
        marks: [],
      }}
    />
  )
}

function Actions({ audience: { id, name }, onRemoved }: { audience: Audience; onRemoved(): void }) {
  const t = useText()
  const [isAsking, setAsking] = useState(false)
  const count = useSend<Audience>(['audiences'])
  const remove = useSend(['audiences'])
  const path = `/audiences/${id}`
  return (
    <Group gap="xs" mb="md">
      <Button
        size="compact-sm"
        variant="default"
        loading={count.isPending}
        onClick={() =>
          count.mutate(
            { path: `${path}/size`, method: 'PUT' },
            { onError: (error) => notify({ message: explain(error), tone: 'bad' }) },
          )
        }
      >
        {t(words.recount)}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t(words.remove)}
      </Button>
      <Confirm
        opened={isAsking}
        danger
        title={t(words.removeTitle)}
        action={t(words.remove)}
        busy={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(
            { path, method: 'DELETE' },
            {
              onSuccess() {
                notify({ message: words.removed, tone: 'good' })
                onRemoved()
              },
              onError: (error) => notify({ message: explain(error), tone: 'bad' }),
            },
          )
        }
      >
        {t(removeText(name))}
      </Confirm>
    </Group>
  )
}

function Members({ id }: { id: number }) {
  const t = useText()
  const path = `/audiences/${id}/members?limit=500`
  const list = useList<Member>(path)
  const said = ({ acceptsMarketing }: Member) =>
    t(acceptsMarketing === 'unknown' ? words.unasked : acceptsMarketing ? words.yes : words.no)
  const columns: readonly Column<Member>[] = [
    {
      key: 'customer',
      label: words.customer,
      value: ({ customerKey }) => customerKey,
      cell: ({ customerKey }) => (
        <Link to="/customers/$key" params={{ key: customerKey }} className={classes.link}>
          {customerKey}
        </Link>
      ),
      width: 160,
    },
    { key: 'marketing', label: words.marketing, value: said, width: 140 },
  ]
  return (
    <section>
      <h3 className={classes.part}>{t(words.members)}</h3>
      <p className={classes.soft}>{t(words.membersHint)}</p>
      {list.error !== null && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Waiting lines={3} />}
      {list.data !== undefined && (
        <DataTable
          name="audience-members"
          label={t(words.members)}
          columns={columns}
          rows={list.items}
          rowKey={({ customerKey }) => customerKey}
          maxHeight={420}
          more={{ ...list.more, all: () => readMembers(path) }}
          empty={<p className={classes.soft}>{t(words.noMembers)}</p>}
        />
      )}
    </section>
  )
}

async function readMembers(path: string): Promise<Member[]> {
  const found: Member[] = []
  let after: string | null = null
  do {
    const place: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
    const piece: MemberPage = await send(`${path}${place}`)
    found.push(...piece.items)
    after = piece.next
  } while (after !== null)
  return found
}
