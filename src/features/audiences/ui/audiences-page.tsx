/** Audiences: stored rules about people, with their size, and one of them beside the list. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAddress, useOpened } from '../../../web/address.ts'
import { useMay } from '../../../web/api/me.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Filters } from '../../../web/ui/facts.tsx'
import { TextFilter } from '../../../web/ui/filter-fields.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Sparkline } from '../../../web/ui/sparkline.tsx'
import { Split } from '../../../web/ui/split.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import { When } from '../../../web/ui/when.tsx'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { ListedAudience } from '../schema.ts'
import { AudiencePane } from './audience-pane.tsx'
import classes from './audiences.module.css'
import { NewAudience } from './new-audience.tsx'
import { words } from './words.ts'

const COLUMNS: readonly Column<ListedAudience>[] = [
  { key: 'name', label: words.name, value: ({ name }) => name, width: 180, grow: 3 },
  { key: 'known', label: words.known, unit: 'count', value: ({ size }) => size?.known ?? null, width: 84 },
  { key: 'anonymous', label: words.anonymous, unit: 'count', value: ({ size }) => size?.anonymous ?? null, width: 100 },
  {
    key: 'trend',
    label: words.trend,
    value: ({ size }) => size?.known ?? null,
    cell: ({ trend }) => <Trend sizes={trend} />,
    sortable: false,
    width: 130,
    hidden: 'narrow',
  },
  {
    key: 'counted',
    label: words.counted,
    value: ({ size }) => size?.evaluatedAt ?? null,
    cell: ({ size }) => (size === null ? '–' : <When at={size.evaluatedAt} />),
    width: 130,
    hidden: 'narrow',
  },
]

export function AudiencesPage() {
  const t = useText()
  const { id, open } = useOpened('/audiences/{-$id}')
  const may = useMay('audiences.write')
  const [isAdding, setAdding] = useState(false)
  const query = useRead<{ readonly items: readonly ListedAudience[] }>('/audiences')
  const { said, say } = useAddress()
  const text = said.text ?? ''
  usePageTitle(t(words.title))
  const add = may && (
    <Button size="compact-sm" onClick={() => setAdding(true)}>
      {t(words.add)}
    </Button>
  )
  return (
    <>
      <Split
        listLabel={t(words.title)}
        detailLabel={t(words.audience)}
        onBack={() => open(undefined)}
        list={
          <div className={classes.list}>
            <div className={classes.head}>
              <h1>{t(words.title)}</h1>
              {add}
            </div>
            <Loaded query={query} lines={6}>
              {({ items }) => (
                <DataTable
                  name="audiences"
                  label={t(words.title)}
                  columns={COLUMNS}
                  rows={named(items, text)}
                  rowKey={(row) => String(row.id)}
                  selected={id}
                  roomy={id === null}
                  onOpen={(row) => open(String(row.id))}
                  maxHeight="calc(100dvh - 190px)"
                  tools={
                    <Filters label={t(words.title)}>
                      <TextFilter label={t(words.name)} value={text} onChange={(next) => say({ text: next })} />
                      <SavedViews page="audiences" />
                    </Filters>
                  }
                  empty={
                    items.length > 0 ? (
                      <Empty title={t(words.noMatch)} />
                    ) : (
                      <Empty title={t(words.empty)} action={add}>
                        {t(words.emptyHint)}
                      </Empty>
                    )
                  }
                />
              )}
            </Loaded>
          </div>
        }
        detail={id === null ? null : <AudiencePane key={id} id={id} onRemoved={() => open(undefined)} />}
      />
      {isAdding && (
        <NewAudience
          onClose={() => setAdding(false)}
          onAdded={(audience) => {
            setAdding(false)
            open(String(audience.id))
          }}
        />
      )}
    </>
  )
}

/** Those whose name holds the text, however it is written. */
function named(items: readonly ListedAudience[], text: string): readonly ListedAudience[] {
  const wanted = text.trim().toLowerCase()
  return wanted === '' ? items : items.filter(({ name }) => name.toLowerCase().includes(wanted))
}

/** The last sizes, the newest at the right. */
function Trend({ sizes }: { sizes: readonly number[] }) {
  const t = useText()
  return <Sparkline values={sizes} width={110} height={22} label={t(words.trend)} />
}
