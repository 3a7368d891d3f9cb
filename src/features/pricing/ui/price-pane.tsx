/** One price: what is proposed and why, its demand curve, its room, a simulator, and what it was. */
import { Button, Group, List, NumberInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import { Block, Facts, Figures, Pane, Soft } from '../../../web/ui/facts.tsx'
import { Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { PricedProduct, Simulation } from '../schema.ts'
import { Expected } from './expected.tsx'
import { GUARDRAIL_WORDS, OUTCOME_WORDS, words } from './words.ts'

export function PricePane({ id }: { id: string }) {
  const query = useRead<PricedProduct>(`/pricing/products/${encodeURIComponent(id)}`)
  return (
    <Pane>
      <Loaded query={query} lines={12}>
        {(product) => <Shown product={product} />}
      </Loaded>
    </Pane>
  )
}

function Shown({ product }: { product: PricedProduct }) {
  const t = useText()
  const format = useFormat()
  const { title, outcome, fromCents, toCents, why, effect } = product
  return (
    <>
      <Group gap={8} mb={4}>
        <h1>{t(title)}</h1>
        <Badge tone={outcome === 'change' ? 'machine' : 'plain'}>{t(OUTCOME_WORDS[outcome])}</Badge>
      </Group>
      <Figures
        items={[
          { label: t(words.price), value: format.money(fromCents) },
          ...(toCents === null ? [] : [{ label: t(words.newPrice), value: format.money(toCents) }]),
        ]}
      />
      <p style={{ maxWidth: '72ch' }}>{t(why)}</p>
      {outcome === 'change' && (
        <Link to="/desk" search={{ skill: 'pricing.change' }}>
          {t(words.toDesk)}
        </Link>
      )}
      {effect !== null && <Expected effect={effect} />}
      <Room product={product} />
      {product.curve.length > 0 && <Curve product={product} />}
      <Simulator product={product} />
      <History product={product} />
    </>
  )
}

function Room({ product: { band, elasticity, position, refs } }: { product: PricedProduct }) {
  const t = useText()
  const format = useFormat()
  const number = (value: number) => format.value(value, 'number')
  const room =
    band === null
      ? t(words.noBand)
      : t(
          words.bandOf(
            format.money(band.lowCents),
            format.money(band.highCents),
            GUARDRAIL_WORDS[band.lowBy],
            GUARDRAIL_WORDS[band.highBy],
          ),
        )
  const answer =
    elasticity === null
      ? '–'
      : t(words.elasticityOf(number(elasticity.value), number(elasticity.low), number(elasticity.high)))
  return (
    <Block title={t(words.band)}>
      <Facts
        items={[
          { label: t(words.band), value: room },
          { label: t(words.elasticity), value: answer },
          { label: t(words.cost), value: format.money(position.costCents) },
          { label: t(words.stock), value: position.stock === null ? '–' : format.count(position.stock) },
          { label: t(words.perDay), value: position.perDay === null ? '–' : number(position.perDay) },
          {
            label: t(words.competitorPrices),
            value: position.competitorCents.length === 0 ? '–' : position.competitorCents.map(format.money).join(', '),
          },
          { label: t(words.articles), value: refs.map(({ sku }) => sku).join(', ') },
        ]}
      />
    </Block>
  )
}

function Curve({ product: { title, curve, fromCents, toCents } }: { product: PricedProduct }) {
  const t = useText()
  const format = useFormat()
  const x = curve.map(({ priceCents }) => format.money(priceCents))
  const nearest = (cents: number) => {
    const distances = curve.map(({ priceCents }) => Math.abs(priceCents - cents))
    return x[distances.indexOf(Math.min(...distances))] ?? ''
  }
  const marks = [
    { x: nearest(fromCents), text: words.now },
    ...(toCents === null ? [] : [{ x: nearest(toCents), text: words.proposed }]),
  ]
  return (
    <Block title={t(words.curve)}>
      <Chart
        spec={{
          id: 'pricing.curve',
          title: words.curveTitle(t(title)),
          kind: 'line',
          unit: 'number',
          x,
          series: [
            { name: words.units, role: 'forecast', values: curve.map(({ units }) => units) },
            { name: words.low, role: 'low', values: curve.map(({ lowUnits }) => lowUnits) },
            { name: words.high, role: 'high', values: curve.map(({ highUnits }) => highUnits) },
          ],
          marks,
        }}
      />
      <Chart
        spec={{
          id: 'pricing.margin',
          title: words.marginTitle,
          kind: 'line',
          unit: 'cents',
          x,
          series: [
            { name: words.margin, role: 'actual', values: curve.map(({ marginCents }) => marginCents) },
            { name: words.revenue, role: 'comparison', values: curve.map(({ revenueCents }) => revenueCents) },
          ],
          marks,
        }}
      />
    </Block>
  )
}

function Simulator({ product: { id, fromCents, toCents } }: { product: PricedProduct }) {
  const t = useText()
  const [price, setPrice] = useState<number | null>((toCents ?? fromCents) / 100)
  const { mutate, data, error, isPending } = useSend<Simulation>([])
  return (
    <Block title={t(words.simulator)}>
      <Soft>{t(words.simulatorAbout)}</Soft>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (price === null) return
          const body = { product: id, priceCents: Math.max(1, Math.round(price * 100)) }
          mutate({ path: '/pricing/simulate', method: 'POST', body })
        }}
      >
        <Group gap={8} align="flex-end" my={8}>
          <NumberInput
            size="xs"
            label={t(words.price)}
            min={0.01}
            max={1_000_000}
            decimalScale={2}
            value={price ?? ''}
            onChange={(value) => setPrice(value === '' ? null : Number(value))}
          />
          <Button type="submit" size="xs" variant="default" loading={isPending} disabled={price === null}>
            {t(words.simulate)}
          </Button>
        </Group>
      </form>
      {error !== null && <Failed error={error} />}
      <output>{data !== undefined && <Simulated simulation={data} />}</output>
    </Block>
  )
}

function Simulated({ simulation: { effect, refused } }: { simulation: Simulation }) {
  const t = useText()
  return (
    <>
      <Expected effect={effect} />
      {refused.length > 0 && (
        <>
          <p>{t(words.against)}</p>
          <List size="sm">
            {refused.map((one) => (
              <List.Item key={one.en}>{t(one)}</List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}

function History({ product: { history } }: { product: PricedProduct }) {
  const t = useText()
  return (
    <Block title={t(words.history)}>
      <Chart
        spec={{
          id: 'pricing.history',
          title: words.historyTitle,
          kind: 'line',
          unit: 'cents',
          x: history.map(({ day }) => day),
          series: [
            { name: words.price, role: 'actual', values: history.map(({ priceCents }) => priceCents) },
            {
              name: words.lowest,
              role: 'comparison',
              values: history.map(({ lowestBeforeCents }) => lowestBeforeCents),
            },
          ],
          marks: [],
        }}
      />
    </Block>
  )
}
