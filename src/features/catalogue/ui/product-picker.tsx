/** Choosing products by a word of their title, brand or number. */
import { Button, Group, Stack } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { withQuery } from '../../../web/address.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { TextFilter } from '../../../web/ui/filter-fields.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import type { ProductRow } from '../schema.ts'

export interface PickedProduct {
  readonly id: number
  readonly title: Text
}

interface ProductPickerProps {
  readonly picked: readonly PickedProduct[]
  /** As many as may be chosen. */
  readonly most: number
  onChange(picked: readonly PickedProduct[]): void
}

const SHOWN = 8

export function ProductPicker({ picked, most, onChange }: ProductPickerProps) {
  const t = useText()
  const [text, setText] = useState('')
  const path = withQuery('/products', { text, status: 'active', sort: 'revenue', limit: SHOWN })
  const query = useRead<{ readonly items: readonly ProductRow[] }>(text === '' ? null : path)
  const isPicked = (id: number) => picked.some((one) => one.id === id)
  const take = ({ id, title }: PickedProduct) => onChange(most === 1 ? [{ id, title }] : [...picked, { id, title }])
  return (
    <Stack gap={6} component="fieldset" m={0} p={0} bd="none" onKeyDown={keepForm}>
      <legend>{t(most === 1 ? WORDS.one : WORDS.many)}</legend>
      {picked.length > 0 && (
        <Group gap={6}>
          {picked.map(({ id, title }) => (
            <Button
              key={id}
              size="compact-xs"
              variant="light"
              aria-label={`${t(WORDS.remove)}: ${t(title)}`}
              onClick={() => onChange(picked.filter((one) => one.id !== id))}
            >
              {t(title)} ×
            </Button>
          ))}
        </Group>
      )}
      {(picked.length < most || most === 1) && (
        <Group>
          <TextFilter label={t(WORDS.search)} value={text} onChange={setText} />
        </Group>
      )}
      {text !== '' && (
        <Loaded
          query={query}
          lines={3}
          isEmpty={({ items }) => items.length === 0}
          empty={<Soft>{t(WORDS.none)}</Soft>}
        >
          {({ items }) => (
            <Group gap={6}>
              {items
                .filter(({ id }) => !isPicked(id))
                .map((product) => (
                  <Button
                    key={product.id}
                    size="compact-xs"
                    variant="default"
                    disabled={picked.length >= most && most > 1}
                    onClick={() => take(product)}
                  >
                    + {t(product.title)}
                  </Button>
                ))}
            </Group>
          )}
        </Loaded>
      )}
    </Stack>
  )
}

/** Enter in the search belongs to it and sends no form around it. */
function keepForm(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

const WORDS = {
  one: { de: 'Produkt', en: 'Product' },
  many: { de: 'Produkte', en: 'Products' },
  search: { de: 'Titel, Marke oder Nummer', en: 'Title, brand or number' },
  none: { de: 'Kein Produkt passt dazu.', en: 'No product fits.' },
  remove: { de: 'Entfernen', en: 'Remove' },
} as const satisfies Record<string, Text>
