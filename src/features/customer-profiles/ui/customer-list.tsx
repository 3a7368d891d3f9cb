/** The list of customers with its filters, all of them in the page's address. */

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
import { When } from '../../../web/ui/when.tsx'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { CustomerRow, CustomerSummary } from '../schema.ts'
import { consentWords, countryWords, segmentWords, sortWords, words } from './words.ts'

interface CustomerListProps {
  readonly selected: string | null
  onOpen(key: string): void
}

const FILTERS = ['country', 'segment', 'consent', 'text'] as const

export function CustomerList({ selected, onOpen }: CustomerListProps) {
  const t = useText()
  const { said, say } = useAddress()
  const { sort = 'last-order' } = said
  const asked = Object.fromEntries(FILTERS.map((name) => [name, said[name]]))
  const path = withQuery('/customers', { sort, ...asked })
  const list = useList<CustomerRow>(path)
  const columns = useColumnsOfCustomers()
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
          name="customers"
          label={t(words.list)}
          columns={columns}
          rows={list.items}
          rowKey={({ key }) => key}
          selected={selected}
          roomy={selected === null}
          onOpen={({ key }) => onOpen(key)}
          maxHeight="calc(100dvh - var(--bar) - var(--band, 0px) - 190px)"
          sorting={{ sort: null, change: () => undefined }}
          tools={
            <>
              <CustomerFilters />
              <SavedViews page="customers" />
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

const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, null]))

function CustomerFilters() {
  const t = useText()
  const format = useFormat()
  const { said, say } = useAddress()
  const summary = useRead<CustomerSummary>('/customers-summary').data
  const countries = (summary?.countries ?? []).filter(({ country }) => country !== '')
  return (
    <Filters label={t(words.list)}>
      <TextFilter label={t(words.search)} value={said.text ?? ''} onChange={(text) => say({ text })} />
      <ChoiceFilter
        label={t(words.sort)}
        value={said.sort ?? 'last-order'}
        options={Object.entries(sortWords).map(([value, word]) => ({ value, label: t(word) }))}
        onChange={(sort) => say({ sort })}
      />
      <ChoiceFilter
        label={t(words.segment)}
        value={said.segment ?? ''}
        all={t(words.anySegment)}
        options={(summary?.segments ?? []).map(({ segment, customers }) => ({
          value: segment,
          label: `${t(segmentWords[segment])} (${format.count(customers)})`,
        }))}
        onChange={(segment) => say({ segment })}
      />
      <ChoiceFilter
        label={t(words.country)}
        value={said.country ?? ''}
        all={t(words.anyCountry)}
        options={countries.map(({ country, customers }) => ({
          value: country,
          label: `${t(countryWords(country))} (${format.count(customers)})`,
        }))}
        onChange={(country) => say({ country })}
      />
      <ChoiceFilter
        label={t(words.consent)}
        value={said.consent ?? ''}
        all={t(words.anyConsent)}
        options={Object.entries(consentWords).map(([value, word]) => ({ value, label: t(word) }))}
        onChange={(consent) => say({ consent })}
      />
      {summary !== undefined && (
        <Soft>{summary.asOf === null ? t(words.notCounted) : t(words.asOf(format.day(summary.asOf)))}</Soft>
      )}
    </Filters>
  )
}

/** The workbench puts the list in order: the whole of it, and not only what was read. */
function useColumnsOfCustomers(): readonly Column<CustomerRow>[] {
  const t = useText()
  return useMemo(() => {
    const fixed = { sortable: false } as const
    return [
      {
        ...fixed,
        key: 'name',
        label: words.name,
        value: (row) => row.name || row.email || row.key,
        width: 110,
        grow: 2,
      },
      {
        ...fixed,
        key: 'lastOrder',
        label: words.lastOrder,
        value: ({ lastOrderAt }) => lastOrderAt,
        cell: ({ lastOrderAt }) => (lastOrderAt === null ? '–' : <When at={lastOrderAt} />),
        width: 152,
      },
      {
        ...fixed,
        key: 'orders',
        label: words.orders,
        unit: 'count',
        value: ({ orders }) => orders,
        width: 80,
        hidden: 'narrow',
      },
      { ...fixed, key: 'spent', label: words.spent, unit: 'cents', value: ({ spentCents }) => spentCents, width: 96 },
      {
        ...fixed,
        key: 'segment',
        label: words.segment,
        value: ({ segment }) => t(segmentWords[segment]),
        width: 130,
        hidden: 'narrow',
      },
      {
        ...fixed,
        key: 'consent',
        label: words.consent,
        value: ({ consent }) => t(consentWords[consent]),
        width: 120,
        hidden: true,
      },
      { ...fixed, key: 'email', label: words.email, value: ({ email }) => email, width: 160, hidden: 'narrow' },
      {
        ...fixed,
        key: 'country',
        label: words.country,
        value: ({ country }) => t(countryWords(country)),
        width: 110,
        grow: 0,
        hidden: 'narrow',
      },
      { ...fixed, key: 'city', label: words.city, value: ({ city }) => city, width: 100, hidden: 'narrow' },
      { ...fixed, key: 'key', label: words.key, value: ({ key }) => key, width: 140, hidden: true },
    ]
  }, [t])
}
