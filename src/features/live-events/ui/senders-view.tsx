/** Who may send events: sources with their keys, opened and closed here, and the code for the shop's pages. */
import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Empty, Failed, Loaded } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Senders } from '../schema.ts'
import { Code } from './code.tsx'
import { words } from './words.ts'

type Sender = Senders['items'][number]

export function SendersView() {
  const t = useText()
  const query = useRead<Senders>('/events/senders')
  return (
    <Loaded query={query} lines={5}>
      {(senders) => (
        <>
          {senders.isDemo && (
            <Alert color="yellow" variant="light" mb={12}>
              {t(words.isDemo)}
            </Alert>
          )}
          <SenderTable senders={senders} />
        </>
      )}
    </Loaded>
  )
}

function SenderTable({ senders }: { senders: Senders }) {
  const t = useText()
  const mayManage = useMay('events.sources')
  const [adding, setAdding] = useState(false)
  const [closing, setClosing] = useState<string | null>(null)
  const columns = useSenderColumns(mayManage, setClosing)
  const open = senders.items.filter(({ closedAt, writeKey }) => closedAt === null && writeKey !== null)
  return (
    <>
      <DataTable
        name="sources"
        label={t(words.senders)}
        columns={columns}
        rows={senders.items}
        rowKey={({ name }) => name}
        tools={
          mayManage && (
            <Button size="compact-sm" disabled={senders.isDemo} onClick={() => setAdding(true)}>
              {t(words.add)}
            </Button>
          )
        }
        empty={<Empty title={t(words.noSenders)}>{t(words.noSendersAbout)}</Empty>}
      />
      {open.map(({ name, writeKey }) => (
        <Block key={name} title={`${t(words.snippet)}: ${name}`}>
          <Stack gap={8}>
            <Soft>{t(words.snippetAbout)}</Soft>
            <Code
              label={t(words.snippet)}
              text={`<script async src="${senders.trackerUrl}" data-key="${writeKey}" data-consent="unknown"></script>`}
            />
          </Stack>
        </Block>
      ))}
      {adding && <AddSource onClose={() => setAdding(false)} />}
      {closing !== null && <CloseSource name={closing} onClose={() => setClosing(null)} />}
    </>
  )
}

function useSenderColumns(mayManage: boolean, onCloseSource: (name: string) => void): readonly Column<Sender>[] {
  const t = useText()
  return useMemo(
    () => [
      { key: 'name', label: words.name, value: ({ name }) => name },
      {
        key: 'state',
        label: words.state,
        value: ({ closedAt }) => t(closedAt === null ? words.open : words.closed),
        width: 90,
      },
      {
        key: 'origins',
        label: words.origins,
        value: ({ origins }) => origins.join(' ') || t(words.serversOnly),
        grow: 2,
        width: 160,
      },
      { key: 'key', label: words.key, value: ({ writeKey }) => writeKey ?? t(words.keyHidden), grow: 2, width: 160 },
      {
        key: 'last',
        label: words.last,
        value: ({ lastAt }) => lastAt,
        cell: ({ lastAt }) => (lastAt === null ? '–' : <When at={lastAt} />),
      },
      { key: 'day', label: words.day, unit: 'count', value: ({ events }) => events },
      ...(mayManage
        ? [
            {
              key: 'close',
              label: words.close,
              sortable: false,
              value: () => null,
              cell: ({ name, closedAt }: Sender) =>
                closedAt === null && (
                  <Button size="compact-xs" variant="default" onClick={() => onCloseSource(name)}>
                    {t(words.close)}
                  </Button>
                ),
            },
          ]
        : []),
    ],
    [t, mayManage, onCloseSource],
  )
}

function AddSource({ onClose }: { onClose: () => void }) {
  const t = useText()
  const [name, setName] = useState('')
  const [origins, setOrigins] = useState('')
  const add = useSend(['sources', 'events'])
  const body = { name: name.trim(), origins: origins.split(/\s+/).filter((origin) => origin !== '') }
  return (
    <Confirm
      opened
      title={t(words.add)}
      action={t(words.add)}
      busy={add.isPending}
      disabled={body.name === ''}
      onConfirm={() => add.mutate({ path: '/sources', method: 'POST', body }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Stack gap={12}>
        <TextInput
          label={t(words.name)}
          description={t(words.nameAbout)}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label={t(words.origins)}
          description={t(words.originsAbout)}
          value={origins}
          onChange={({ currentTarget }) => setOrigins(currentTarget.value)}
        />
        {add.error !== null && <Failed error={add.error} />}
      </Stack>
    </Confirm>
  )
}

function CloseSource({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useText()
  const close = useSend(['sources', 'events'])
  return (
    <Confirm
      opened
      danger
      title={t(words.closeTitle(name))}
      action={t(words.close)}
      busy={close.isPending}
      onConfirm={() =>
        close.mutate({ path: `/sources/${encodeURIComponent(name)}`, method: 'DELETE' }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Group gap={8}>
        <Text size="sm">{t(words.closeAbout)}</Text>
        {close.error !== null && <Failed error={close.error} />}
      </Group>
    </Confirm>
  )
}
