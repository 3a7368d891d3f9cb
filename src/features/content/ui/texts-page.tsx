/** The Texts page: a product on the left, what is written about it on the right. */
import { Anchor, Button, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAddress, useOpened, withQuery } from '../../../web/address.ts'
import { useList } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Listing } from '../../../web/ui/facts.tsx'
import { TextFilter } from '../../../web/ui/filter-fields.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { ProductRow } from '../../catalogue/schema.ts'
import { StudioPane } from './studio-pane.tsx'
import { words } from './words.ts'

export function TextsPage() {
  const t = useText()
  const { id, open } = useOpened('/texts/{-$id}')
  usePageTitle(t(words.title))
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.title)}
      onBack={() => open(undefined)}
      list={<Products selected={id} onOpen={open} />}
      detail={id === null ? null : <StudioPane key={id} id={id} />}
    />
  )
}

function Products({ selected, onOpen }: { selected: string | null; onOpen(id: string): void }) {
  const t = useText()
  const { said, say } = useAddress()
  const path = withQuery('/products', { sort: 'revenue', status: 'active', text: said.text })
  const list = useList<ProductRow>(path)
  const columns = useMemo(
    (): readonly Column<ProductRow>[] => [
      { key: 'title', label: words.product, value: ({ title }) => t(title), width: 200, grow: 3, sortable: false },
      {
        key: 'revenue',
        label: words.revenue30,
        unit: 'cents',
        value: ({ revenue30Cents }) => revenue30Cents,
        width: 120,
        sortable: false,
      },
    ],
    [t],
  )
  return (
    <Listing>
      <Title order={1} size="h3" mb={8}>
        {t(words.title)}
      </Title>
      <p>
        <Anchor component={Link} to="/texts-about" size="sm">
          {t(words.aboutSeveral)}
        </Anchor>
      </p>
      {list.error !== null && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Waiting lines={10} />}
      {list.data !== undefined && (
        <DataTable
          name="texts"
          label={t(words.list)}
          columns={columns}
          rows={list.items}
          rowKey={({ id }) => String(id)}
          selected={selected}
          roomy={selected === null}
          onOpen={({ id }) => onOpen(String(id))}
          maxHeight="calc(100dvh - var(--bar) - var(--band, 0px) - 190px)"
          sorting={{ sort: null, change: () => undefined }}
          more={list.more}
          tools={<TextFilter label={t(words.search)} value={said.text ?? ''} onChange={(text) => say({ text })} />}
          empty={
            <Empty
              title={t(words.noProducts)}
              action={
                said.text !== undefined && (
                  <Button size="xs" variant="default" onClick={() => say({ text: null })}>
                    {t(words.all)}
                  </Button>
                )
              }
            >
              {t(words.noProductsHint)}
            </Empty>
          }
        />
      )}
    </Listing>
  )
}
