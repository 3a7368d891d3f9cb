/** What a change is expected to bring, with its intervals. */
import { useFormat, useText } from '../../../web/lang.tsx'
import { Figures, Soft } from '../../../web/ui/facts.tsx'
import type { FigureChange, PriceEffect } from '../schema.ts'
import { words } from './words.ts'

const whole = (value: number) => Math.round(value)
const tenth = (value: number) => Math.round(value * 10) / 10

export function Expected({ effect }: { effect: Omit<PriceEffect, 'chanceOfGain'> | null }) {
  const t = useText()
  const format = useFormat()
  if (effect === null) return <Soft>{t(words.noEffect)}</Soft>
  const money = ({ change, low, high }: FigureChange) =>
    t(words.between(format.money(whole(change)), format.money(whole(low)), format.money(whole(high))))
  const { units, revenue, margin } = effect
  const pieces = [units.change, units.low, units.high].map((value) => format.value(tenth(value), 'number'))
  return (
    <>
      <Figures
        items={[
          { label: t(words.units), value: t(words.between(pieces[0] ?? '', pieces[1] ?? '', pieces[2] ?? '')) },
          { label: t(words.revenue), value: money(revenue) },
          { label: t(words.margin), value: margin === null ? '–' : money(margin) },
        ]}
      />
      <Soft>{t(words.fourWeeks)}</Soft>
    </>
  )
}
