/** The guardrails: what holds everywhere, overrides and families; tried over the whole shop before they are saved. */
import { Button, Checkbox, Group, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useReadVersioned, useSend } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Pane, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Limits, PricingRules, ShownRules, Simulation } from '../schema.ts'
import { Expected } from './expected.tsx'
import { NumberField } from './number-field.tsx'
import { OverrideFields } from './override-fields.tsx'
import { bandWith, faultyFamilies, NUMBERS, rulesOf, type SIDES, type TypedRules, typedOf } from './typed-rules.ts'
import { LIMIT_WORDS, OBJECTIVE_WORDS, RULE_WORDS, STRIKE_WORDS, TRIAL_WORDS, words } from './words.ts'

export function RulesPane() {
  const t = useText()
  const query = useReadVersioned<ShownRules>('/pricing/rules')
  return (
    <Pane>
      <h1>{t(words.rules)}</h1>
      <Soft>{t(words.rulesAbout)}</Soft>
      <Loaded query={query} lines={12}>
        {({ data, version }) => <RulesForm key={data.version} shown={data} version={version} />}
      </Loaded>
    </Pane>
  )
}

/** Of those, all but the ones that may be left empty need a value. */
const NULLABLE: ReadonlySet<string> = new Set([
  'floorCents',
  'ceilingCents',
  'slowBelowDays',
  'clearAboveDays',
  'taxPercent',
])
const WHOLE_SHOP = ['shopChangesPerWeek', 'heldOutPercent', 'testDays', 'competitorDays', 'leastGainCents'] as const

const TRIALS = ['sharePercent', 'largestStepPercent', 'largestLossPercent'] as const

function RulesForm({ shown, version }: { shown: ShownRules; version: string | null }) {
  const t = useText()
  const may = useMay('desk.decide')
  const [typed, setTyped] = useState<TypedRules>(() => typedOf(shown.rules))
  const change = useSend<ShownRules>(['pricing'])
  const rules = rulesOf(typed)
  const isChanged = JSON.stringify(rules) !== JSON.stringify(rulesOf(typedOf(shown.rules)))
  const faults = faultyFamilies(typed.families)
  const set = (part: Partial<TypedRules>) => setTyped((before) => ({ ...before, ...part }))
  const save = () =>
    change.mutate(
      { path: '/pricing/rules', method: 'PUT', version, body: rules },
      { onSuccess: () => notify({ message: words.saved, tone: 'good' }) },
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Stack gap={12} maw={640} mt={8}>
        <Soft>{t(words.version(shown.version, shown.history[0]?.by ?? ''))}</Soft>
        <Everywhere typed={typed} disabled={!may} onChange={set} />
        <Block title={t(words.overrides)}>
          <OverrideFields rows={typed.rows} disabled={!may} onChange={(rows) => set({ rows })} />
        </Block>
        <Block title={t(words.families)}>
          <GrowingTextarea
            aria-label={t(words.families)}
            description={t(words.familiesAbout)}
            rows={2}
            mostRows={12}
            disabled={!may}
            value={typed.families}
            error={faults[0] === undefined ? undefined : t(words.familyFault(faults[0]))}
            onChange={({ currentTarget }) => set({ families: currentTarget.value })}
          />
        </Block>
        {change.error !== null && <Failed error={change.error} />}
        {may ? (
          <Group gap={8}>
            <Button type="submit" size="xs" disabled={!isChanged || faults.length > 0} loading={change.isPending}>
              {t(words.save)}
            </Button>
            {isChanged && (
              <Button size="xs" variant="default" onClick={() => setTyped(typedOf(shown.rules))}>
                {t(words.reset)}
              </Button>
            )}
          </Group>
        ) : (
          <Soft>{t(words.notAllowed)}</Soft>
        )}
        <Trial rules={rules} />
      </Stack>
    </form>
  )
}

interface EverywhereProps {
  readonly typed: TypedRules
  readonly disabled: boolean
  onChange(part: Partial<TypedRules>): void
}

function Everywhere({ typed, disabled, onChange }: EverywhereProps) {
  const t = useText()
  const { everywhere } = typed
  const limit = (part: Partial<Limits>) => onChange({ everywhere: { ...everywhere, ...part } })
  const worded = (given: Readonly<Record<string, { readonly de: string; readonly en: string }>>) =>
    Object.entries(given).map(([value, word]) => ({ value, label: t(word) }))
  const band = (side: (typeof SIDES)[number]) => (value: number | null) =>
    limit({ competitorBand: bandWith(everywhere.competitorBand, side, value) })
  return (
    <Block title={t(words.everywhere)}>
      <Stack gap={10}>
        <Checkbox
          label={t(RULE_WORDS.paused)}
          disabled={disabled}
          checked={everywhere.paused}
          onChange={({ currentTarget }) => limit({ paused: currentTarget.checked })}
        />
        <NativeSelect
          size="xs"
          label={t(RULE_WORDS.objective)}
          disabled={disabled}
          value={everywhere.objective}
          data={worded(OBJECTIVE_WORDS)}
          onChange={({ currentTarget: { value } }) =>
            limit({ objective: value === 'revenue' || value === 'mix' ? value : 'profit' })
          }
        />
        {NUMBERS.map((name) => (
          <NumberField
            key={name}
            label={t(LIMIT_WORDS[name])}
            disabled={disabled}
            value={everywhere[name]}
            mayBeEmpty={NULLABLE.has(name)}
            onChange={(value) => limit({ [name]: value })}
          />
        ))}
        <TextInput
          size="xs"
          label={t(RULE_WORDS.endings)}
          disabled={disabled}
          value={typed.endings}
          onChange={({ currentTarget }) => onChange({ endings: currentTarget.value })}
        />
        <NumberField
          label={t(RULE_WORDS.belowPercent)}
          disabled={disabled}
          value={everywhere.competitorBand?.belowPercent ?? null}
          mayBeEmpty
          onChange={band('belowPercent')}
        />
        <NumberField
          label={t(RULE_WORDS.abovePercent)}
          disabled={disabled}
          value={everywhere.competitorBand?.abovePercent ?? null}
          mayBeEmpty
          onChange={band('abovePercent')}
        />
        {WHOLE_SHOP.map((name) => (
          <NumberField
            key={name}
            label={t(RULE_WORDS[name])}
            disabled={disabled}
            value={typed[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
        {TRIALS.map((name) => (
          <NumberField
            key={name}
            label={t(TRIAL_WORDS[name])}
            disabled={disabled}
            value={typed.trials[name]}
            onChange={(value) => value !== null && onChange({ trials: { ...typed.trials, [name]: value } })}
          />
        ))}
        <NativeSelect
          size="xs"
          label={t(RULE_WORDS.strikePrices)}
          disabled={disabled}
          value={typed.strikePrices}
          data={worded(STRIKE_WORDS)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ strikePrices: value === 'lowest' || value === 'recommended' ? value : 'none' })
          }
        />
      </Stack>
    </Block>
  )
}

/** What these guardrails would do tonight, saved or not. */
function Trial({ rules }: { rules: PricingRules }) {
  const t = useText()
  const format = useFormat()
  const { mutate, data, error, isPending } = useSend<Simulation>([])
  return (
    <Block title={t(words.simulator)}>
      <Button
        size="xs"
        variant="default"
        loading={isPending}
        onClick={() => mutate({ path: '/pricing/simulate', method: 'POST', body: { rules } })}
      >
        {t(words.simulate)}
      </Button>
      {error !== null && <Failed error={error} />}
      <output>
        {data !== undefined && (
          <>
            <Text my={8}>{t(words.changesOf(data.changes, data.products))}</Text>
            {data.effect !== null && <Expected effect={data.effect} />}
            <List size="sm" mt={8}>
              {data.items.slice(0, 10).map(({ unit, title, fromCents, toCents }) => (
                <List.Item key={unit}>
                  {t(title)}: {format.money(fromCents)} → {format.money(toCents)}
                </List.Item>
              ))}
            </List>
          </>
        )}
      </output>
    </Block>
  )
}
