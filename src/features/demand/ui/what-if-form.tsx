/** What would sell at another price, with a promotion or in other weather. */
import { Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Figures, Soft } from '../../../web/ui/facts.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import type { DemandKind, WhatIfAnswer } from '../schema.ts'
import { factorText, words } from './words.ts'

/** As typed; empty: as it is. */
interface Typed {
  readonly days: number | string
  readonly price: number | string
  readonly promotion: number | string
  readonly warmer: number | string
  readonly rain: string
}

const UNCHANGED: Typed = { days: 28, price: '', promotion: '', warmer: '', rain: '' }
const FIELDS = [
  ['price', -90, 400],
  ['promotion', 1, 90],
  ['warmer', -15, 15],
] as const

export function WhatIfForm({ kind, id }: { kind: DemandKind; id: string }) {
  const t = useText()
  const [typed, setTyped] = useState(UNCHANGED)
  const ask = useSend<WhatIfAnswer>([])
  const isEmpty = [typed.price, typed.promotion, typed.warmer, typed.rain].every((value) => value === '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isEmpty) ask.mutate({ path: '/forecasts/what-if', method: 'POST', body: { kind, id, ...bodyOf(typed) } })
  }
  return (
    <Block title={t(words.whatIf)}>
      <form onSubmit={submit}>
        <Stack gap={12} maw={640}>
          <Soft>{t(words.whatIfAbout)}</Soft>
          <Group gap={8} align="flex-end">
            {FIELDS.map(([name, min, max]) => (
              <NumberInput
                key={name}
                size="xs"
                w={150}
                label={t(words[name])}
                min={min}
                max={max}
                value={typed[name]}
                onChange={(value) => setTyped({ ...typed, [name]: value })}
              />
            ))}
            <NativeSelect
              size="xs"
              label={t(words.rain)}
              value={typed.rain}
              onChange={({ currentTarget }) => setTyped({ ...typed, rain: currentTarget.value })}
              data={[
                { value: '', label: t(words.rainAsUsual) },
                { value: 'yes', label: t(words.rainAlways) },
                { value: 'no', label: t(words.rainNever) },
              ]}
            />
            <NumberInput
              size="xs"
              w={140}
              label={t(words.daysAhead)}
              min={1}
              max={28}
              allowDecimal={false}
              value={typed.days}
              onChange={(days) => setTyped({ ...typed, days })}
            />
            <Button type="submit" size="xs" variant="default" disabled={isEmpty} loading={ask.isPending}>
              {t(words.reckon)}
            </Button>
          </Group>
          {ask.error !== null && <Failed error={ask.error} />}
          {ask.data !== undefined && <Answer answer={ask.data} />}
        </Stack>
      </form>
    </Block>
  )
}

function bodyOf({ days, price, promotion, warmer, rain }: Typed) {
  return {
    days: days === '' ? 28 : Number(days),
    ...(price === '' ? {} : { price: 1 + Number(price) / 100 }),
    ...(promotion === '' ? {} : { promotion: Number(promotion) / 100 }),
    ...(warmer === '' ? {} : { warmer: Number(warmer) }),
    ...(rain === '' ? {} : { rain: rain === 'yes' }),
  }
}

function Answer({ answer }: { answer: WhatIfAnswer }) {
  const t = useText()
  const format = useFormat()
  const { before, after, beforeCents, afterCents, effects } = answer
  const pieces = ({ point, low, high }: WhatIfAnswer['before']) =>
    `${format.count(Math.round(point))} (${format.count(Math.floor(low))} – ${format.count(Math.ceil(high))})`
  const percent = (value: number | null) => (value === null ? null : format.value(value, 'ratio'))
  return (
    <Stack gap={8} role="status">
      <Figures
        items={[
          { label: `${t(words.asForecast)}, ${t(words.units)}`, value: pieces(before) },
          { label: `${t(words.otherwise)}, ${t(words.units)}`, value: after === null ? '–' : pieces(after) },
          { label: `${t(words.asForecast)}, ${t(words.worth)}`, value: format.money(beforeCents) },
          { label: `${t(words.otherwise)}, ${t(words.worth)}`, value: after === null ? '–' : format.money(afterCents) },
        ]}
      />
      {effects.map(({ cause, factor, low, high, basis }) => (
        <Text key={cause} size="sm">
          <strong>{t(CAUSES[cause])}: </strong>
          {factor === null ? '' : `${t(factorText(percent(factor) ?? '', percent(low), percent(high)))}. `}
          {t(basis)}
        </Text>
      ))}
    </Stack>
  )
}

const CAUSES = {
  price: { de: 'Preis', en: 'Price' },
  promotion: { de: 'Aktion', en: 'Promotion' },
  weather: words.weather,
} as const
