/** One product: what it sells, what its variants cost, and how the price has moved. */
import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAddress } from '../../../web/address.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import { Block, Facts, Figures, Pane, Soft } from '../../../web/ui/facts.tsx'
import { ChoiceFilter } from '../../../web/ui/filter-fields.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Prices, Product, ProductSales, Variant } from '../schema.ts'
import { Change } from './change.tsx'
import { statusWords, words } from './words.ts'

export function ProductPane({ id }: { id: string }) {
  const query = useRead<Product>(`/products/${encodeURIComponent(id)}`)
  return (
    <Pane>
      <Loaded query={query} lines={12}>
        {(product) => <Shown product={product} />}
      </Loaded>
    </Pane>
  )
}

function Shown({ product }: { product: Product }) {
  const t = useText()
  const { title, status, brand, category, externalId, tags, attributes, updatedAt, knownFrom, description } = product
  const facts = [
    { label: t(words.brand), value: brand },
    { label: t(words.category), value: category },
    { label: t(words.sku), value: externalId },
    { label: t(words.tags), value: tags.join(', ') },
    ...attributes.map(({ name, value }) => ({ label: name, value: t(value) })),
    { label: t(words.updated), value: <When at={updatedAt} /> },
  ]
  return (
    <>
      <Group gap={8} mb={4}>
        <h1>{t(title)}</h1>
        <Badge tone={status === 'active' ? 'good' : 'plain'}>{t(statusWords[status])}</Badge>
      </Group>
      <p>
        <Anchor component={Link} to={`/texts/${product.id}`}>
          {t(words.writeTexts)}
        </Anchor>
      </p>
      {knownFrom === 'orders' && <Soft>{t(words.fromOrders)}</Soft>}
      <Sales product={product} />
      <Variants product={product} />
      {product.variants.length > 0 && <PriceHistory product={product} />}
      <Block title={t(words.product)}>
        <Facts items={facts.filter(({ value }) => value !== '')} />
      </Block>
      {t(description) !== '' && (
        <Block title={t(words.about)}>
          <Text size="sm" maw="72ch">
            {t(description)}
          </Text>
        </Block>
      )}
    </>
  )
}

function Sales({ product }: { product: Product }) {
  const t = useText()
  const format = useFormat()
  const query = useRead<ProductSales>(`/products/${product.id}/sales`)
  return (
    <Block title={t(words.sales)} tools={<Soft>{t(words.changeLong)}</Soft>}>
      <Figures
        items={[
          { label: t(words.revenue30), value: format.money(product.revenue30Cents) },
          { label: t(words.change), value: <Change row={product} /> },
          { label: t(words.sold30), value: format.count(product.sold30) },
          { label: t(words.revenue90), value: format.money(product.revenue90Cents) },
          { label: t(words.stock), value: product.stock === null ? '–' : format.count(product.stock) },
          { label: t(words.margin), value: format.value(product.margin, 'ratio') },
        ]}
      />
      <Loaded query={query} lines={4}>
        {({ days, asOf }) => (
          <Chart
            spec={{
              id: 'product.sales',
              title: words.salesOf(t(product.title), format.day(asOf)),
              kind: 'line',
              unit: 'cents',
              x: days.map(({ day }) => day),
              series: [{ name: words.revenue, role: 'actual', values: days.map(({ revenueCents }) => revenueCents) }],
              marks: [],
            }}
          />
        )}
      </Loaded>
    </Block>
  )
}

function Variants({ product }: { product: Product }) {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<Variant>[] => [
      { key: 'title', label: words.variant, value: (row) => nameOf(row), width: 90 },
      { key: 'sku', label: words.sku, value: ({ sku }) => sku, width: 150, grow: 2 },
      { key: 'price', label: words.price, unit: 'cents', value: ({ priceCents }) => priceCents },
      { key: 'lowest', label: words.lowest, unit: 'cents', value: ({ lowestBeforeCents }) => lowestBeforeCents },
      {
        key: 'compareAt',
        label: words.compareAt,
        unit: 'cents',
        value: ({ compareAtCents }) => compareAtCents,
        hidden: true,
      },
      { key: 'cost', label: words.cost, unit: 'cents', value: ({ costCents }) => costCents, hidden: true },
      { key: 'margin', label: words.margin, unit: 'ratio', value: ({ margin }) => margin, width: 70, hidden: true },
      { key: 'stock', label: words.stock, unit: 'count', value: ({ stock }) => stock, width: 70 },
    ],
    [],
  )
  return (
    <Block title={t(words.variants)}>
      <DataTable
        name="variants"
        label={t(words.variants)}
        columns={columns}
        rows={product.variants}
        rowKey={({ id }) => String(id)}
        maxHeight={320}
      />
      <Soft>{t(words.lowestAbout)}</Soft>
    </Block>
  )
}

const nameOf = ({ options, title, sku }: Variant) => Object.values(options).join(', ') || title || sku

function PriceHistory({ product }: { product: Product }) {
  const t = useText()
  const { said, say } = useAddress()
  const shown = product.variants.find(({ id }) => String(id) === said.variant) ?? product.variants[0]
  const query = useRead<Prices>(shown === undefined ? null : `/products/${product.id}/prices?variant=${shown.id}`)
  return (
    <Block
      title={t(words.prices)}
      tools={
        product.variants.length > 1 && (
          <ChoiceFilter
            label={t(words.variant)}
            value={String(shown?.id ?? '')}
            options={product.variants.map((variant) => ({ value: String(variant.id), label: nameOf(variant) }))}
            onChange={(variant) => say({ variant })}
          />
        )
      }
    >
      <Loaded
        query={query}
        lines={4}
        isEmpty={({ days }) => days.every(({ priceCents }) => priceCents === null)}
        empty={<Soft>{t(words.noPrices)}</Soft>}
      >
        {({ days }) => (
          <Chart
            spec={{
              id: 'product.prices',
              title: words.pricesOf(shown?.sku ?? ''),
              kind: 'line',
              unit: 'cents',
              x: days.map(({ day }) => day),
              series: [
                { name: words.paid, role: 'actual', values: days.map(({ priceCents }) => priceCents) },
                { name: words.low, role: 'comparison', values: days.map(({ lowestBeforeCents }) => lowestBeforeCents) },
              ],
              marks: [],
            }}
          />
        )}
      </Loaded>
    </Block>
  )
}
