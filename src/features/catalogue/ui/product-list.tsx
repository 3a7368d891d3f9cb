/** The list of products with its filters, all of them in the page's address. */

import { Button, Title } from '@mantine/core'
import { useMemo } from 'react'
import { useAddress, withQuery } from '../../../web/address.ts'
import { useList, useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Filters, Listing, Soft } from '../../../web/ui/facts.tsx'
import { ChoiceFilter, TextFilter } from '../../../web/ui/filter-fields.tsx'
import { Empty, Failed, Waiting } from '../../../web/ui/loaded.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { CatalogueSummary, ProductRow } from '../schema.ts'
import { Change } from './change.tsx'
import { changeOf } from './change-of.ts'
import { sortWords, statusWords, stockWords, words } from './words.ts'

interface ProductListProps {
  readonly selected: string | null
  onOpen(id: string): void
}

const FILTERS = ['category', 'brand', 'status', 'stock', 'text'] as const
const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, null]))

export function ProductList({ selected, onOpen }: ProductListProps) {
  const t = useText()
  const { said, say } = useAddress()
  const asked = Object.fromEntries(FILTERS.map((name) => [name, said[name]]))
  const path = withQuery('/products', { sort: said.sort ?? 'revenue', ...asked })
  const list = useList<ProductRow>(path)
  const columns = useColumnsOfProducts()
  const isNarrowed = FILTERS.some((name) => said[name] !== undefined)
  return (
    <Listing>
      <Title order={1} size="h3" mb={8}>
        {t(words.title)}
      </Title>
      {list.error !== null && <Failed error={list.error} again={() => void list.refetch()} />}
      {list.isPending && <Waiting lines={10} />}
      {list.data !== undefined && (
        <DataTable
          name="products"
          label={t(words.list)}
          columns={columns}
          rows={list.items}
          rowKey={({ id }) => String(id)}
          selected={selected}
          roomy={selected === null}
          onOpen={({ id }) => onOpen(String(id))}
          maxHeight="calc(100dvh - var(--bar) - var(--band, 0px) - 190px)"
          sorting={{ sort: null, change: () => undefined }}
          tools={
            <>
              <ProductFilters />
              <SavedViews page="products" />
            </>
          }
          more={list.more}
          empty={
            isNarrowed ? (
              <Empty
                title={t(words.noMatch)}
                action={
                  <Button size="xs" variant="default" onClick={() => say(NO_FILTERS)}>
                    {t(words.clear)}
                  </Button>
                }
              />
            ) : (
              <Empty title={t(words.noneTitle)}>{t(words.none)}</Empty>
            )
          }
        />
      )}
    </Listing>
  )
}

function ProductFilters() {
  const t = useText()
  const format = useFormat()
  const { said, say } = useAddress()
  const summary = useRead<CatalogueSummary>('/products-summary').data
  const counted = (value: string, products: number) => ({ value, label: `${value} (${format.count(products)})` })
  const worded = (given: Readonly<Record<string, { readonly de: string; readonly en: string }>>) =>
    Object.entries(given).map(([value, word]) => ({ value, label: t(word) }))
  return (
    <Filters label={t(words.list)}>
      <TextFilter label={t(words.search)} value={said.text ?? ''} onChange={(text) => say({ text })} />
      <ChoiceFilter
        label={t(words.sort)}
        value={said.sort ?? 'revenue'}
        options={worded(sortWords)}
        onChange={(sort) => say({ sort })}
      />
      <ChoiceFilter
        label={t(words.category)}
        value={said.category ?? ''}
        all={t(words.anyCategory)}
        options={(summary?.categories ?? []).map(({ category, products }) => counted(category, products))}
        onChange={(category) => say({ category })}
      />
      <ChoiceFilter
        label={t(words.brand)}
        value={said.brand ?? ''}
        all={t(words.anyBrand)}
        options={(summary?.brands ?? []).map(({ brand, products }) => counted(brand, products))}
        onChange={(brand) => say({ brand })}
      />
      <ChoiceFilter
        label={t(words.stock)}
        value={said.stock ?? ''}
        all={t(words.anyStock)}
        options={worded(stockWords)}
        onChange={(stock) => say({ stock })}
      />
      <ChoiceFilter
        label={t(words.status)}
        value={said.status ?? ''}
        all={t(words.anyStatus)}
        options={worded(statusWords)}
        onChange={(status) => say({ status })}
      />
      {summary !== undefined && (
        <Soft>{summary.asOf === null ? t(words.notCounted) : t(words.asOf(format.day(summary.asOf)))}</Soft>
      )}
    </Filters>
  )
}

/** The workbench puts the list in order: the whole of it, and not only what was read. */
function useColumnsOfProducts(): readonly Column<ProductRow>[] {
  const t = useText()
  const format = useFormat()
  return useMemo(() => {
    const fixed = { sortable: false } as const
    return [
      { ...fixed, key: 'title', label: words.name, value: ({ title }) => t(title), width: 150, grow: 3 },
      {
        ...fixed,
        key: 'revenue30',
        label: words.revenue30,
        unit: 'cents',
        value: ({ revenue30Cents }) => revenue30Cents,
        width: 124,
      },
      {
        ...fixed,
        key: 'change',
        label: words.change,
        unit: 'ratio',
        value: changeOf,
        cell: (row) => <Change row={row} />,
        width: 88,
      },
      {
        ...fixed,
        key: 'stock',
        label: words.stock,
        unit: 'count',
        value: ({ stock }) => stock,
        width: 70,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'price',
        label: words.price,
        unit: 'cents',
        value: ({ priceFromCents }) => priceFromCents,
        cell: ({ priceFromCents, priceToCents }) =>
          priceFromCents === priceToCents ? format.money(priceFromCents) : t(words.from(format.money(priceFromCents))),
        width: 100,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'margin',
        label: words.margin,
        unit: 'ratio',
        value: ({ margin }) => margin,
        width: 80,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'sold30',
        label: words.sold30,
        unit: 'count',
        value: ({ sold30 }) => sold30,
        width: 90,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'revenue90',
        label: words.revenue90,
        unit: 'cents',
        value: ({ revenue90Cents }) => revenue90Cents,
        width: 100,
        hidden: true,
      },
      { ...fixed, key: 'brand', label: words.brand, value: ({ brand }) => brand, width: 100, hidden: 'narrow' },
      {
        ...fixed,
        key: 'category',
        label: words.category,
        value: ({ category }) => category,
        width: 160,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'status',
        label: words.status,
        value: ({ status }) => t(statusWords[status]),
        width: 100,
        hidden: true,
      },
    ]
  }, [t, format])
}
