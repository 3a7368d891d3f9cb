/** What competitors ask, and the way in for more of it. */
import { Button, FileButton, List } from '@mantine/core'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Pane, Soft } from '../../../web/ui/facts.tsx'
import { Empty, Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { CompetitorAnswer, CompetitorPrice } from '../schema.ts'
import { words } from './words.ts'

const COLUMNS: readonly Column<CompetitorPrice>[] = [
  { key: 'sku', label: words.sku, value: ({ sku }) => sku, width: 140 },
  { key: 'competitor', label: words.competitor, value: ({ competitor }) => competitor, width: 140, grow: 2 },
  { key: 'price', label: words.price, unit: 'cents', value: ({ priceCents }) => priceCents },
  { key: 'date', label: words.day, unit: 'date', value: ({ date }) => date },
]

export function CompetitorsPane() {
  const t = useText()
  const query = useRead<{ items: readonly CompetitorPrice[]; count: number }>('/pricing/competitors')
  return (
    <Pane>
      <h1>{t(words.competitors)}</h1>
      <Upload />
      <Loaded
        query={query}
        lines={6}
        isEmpty={({ count }) => count === 0}
        empty={<Empty title={t(words.noCompetitors)}>{t(words.uploadAbout)}</Empty>}
      >
        {({ items }) => (
          <DataTable
            name="competitors"
            label={t(words.competitors)}
            columns={COLUMNS}
            rows={items}
            rowKey={({ sku, competitor }) => JSON.stringify([sku, competitor])}
          />
        )}
      </Loaded>
    </Pane>
  )
}

function Upload() {
  const t = useText()
  const may = useMay('desk.decide')
  const { mutate, data, error, isPending } = useSend<CompetitorAnswer>(['pricing'])
  const take = async (file: File | null) => {
    if (file === null) return
    mutate(
      { path: '/pricing/competitors', method: 'POST', body: { csv: await file.text() } },
      { onSuccess: ({ accepted, rejected }) => notify({ message: words.taken(accepted, rejected), tone: 'good' }) },
    )
  }
  if (!may) return null
  return (
    <Block title={t(words.upload)}>
      <Soft>{t(words.uploadAbout)}</Soft>
      <p>
        <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} size="xs" variant="default" loading={isPending}>
              {t(words.upload)}
            </Button>
          )}
        </FileButton>
      </p>
      {error !== null && <Failed error={error} />}
      {data !== undefined && data.faults.length > 0 && (
        <List size="sm">
          {data.faults.map(({ line, reason }) => (
            <List.Item key={line}>{t(words.fault(line, reason))}</List.Item>
          ))}
        </List>
      )}
    </Block>
  )
}
