/** A new audience from a few conditions; its rule is read back in words before it is stored. */
import { Button, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import type { Audience, Definition } from '../schema.ts'
import classes from './audiences.module.css'
import { ClauseView } from './clause-view.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { clauseOf } from './definition-words.ts'
import { CONDITIONS, type Condition, emptyCondition, ruleOf } from './rule-form.ts'
import { conditionWords, words } from './words.ts'

interface NewAudienceProps {
  onAdded(audience: Audience): void
  onClose(): void
}

interface Placed {
  readonly key: number
  readonly condition: Condition
}

export function NewAudience({ onAdded, onClose }: NewAudienceProps) {
  const t = useText()
  const { lang, currency } = useLocale()
  const { mutate, isPending, error } = useSend<Audience>(['audiences'])
  const [name, setName] = useState('')
  const [join, setJoin] = useState<'all' | 'any'>('all')
  const [placed, setPlaced] = useState<readonly Placed[]>([{ key: 0, condition: emptyCondition('orders') }])
  const lastKey = useRef(0)
  const rule = ruleOf(
    join,
    placed.map(({ condition }) => condition),
  )
  const add = () => setPlaced([...placed, { key: ++lastKey.current, condition: emptyCondition('segment') }])
  const set = (key: number, condition: Condition) =>
    setPlaced(placed.map((one) => (one.key === key ? { key, condition } : one)))
  const save = () => {
    if (rule === null) return
    const definition: Definition = { version: 1, rule }
    mutate({ path: '/audiences', method: 'POST', body: { name: name.trim(), definition } }, { onSuccess: onAdded })
  }
  return (
    <Confirm
      opened
      title={t(words.add)}
      action={t(words.save)}
      busy={isPending}
      disabled={rule === null || name.trim() === ''}
      onConfirm={save}
      onClose={onClose}
    >
      <Stack gap="sm">
        {error !== null && <Failed error={error} />}
        <TextInput
          label={t(words.name)}
          required
          data-autofocus
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {placed.map(({ key, condition }) => (
          <fieldset key={key} className={classes.condition}>
            <NativeSelect
              label={t(words.condition)}
              data={CONDITIONS.map((kind) => ({ value: kind, label: t(conditionWords[kind]) }))}
              value={condition.kind}
              onChange={(event) =>
                set(key, emptyCondition(CONDITIONS.find((kind) => kind === event.target.value) ?? 'orders'))
              }
            />
            <ConditionFields condition={condition} onChange={(next) => set(key, next)} />
            {placed.length > 1 && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => setPlaced(placed.filter((one) => one.key !== key))}
              >
                {t(words.removeCondition)}
              </Button>
            )}
          </fieldset>
        ))}
        <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
          {t(words.addCondition)}
        </Button>
        {placed.length > 1 && (
          <SegmentedControl
            aria-label={t(words.join)}
            data={[
              { value: 'all', label: t(words.all) },
              { value: 'any', label: t(words.any) },
            ]}
            value={join}
            onChange={(value) => setJoin(value === 'any' ? 'any' : 'all')}
          />
        )}
        <section className={classes.reads} aria-live="polite">
          <h3 className={classes.part}>{t(words.reads)}</h3>
          {rule === null ? (
            <p className={classes.soft}>{t(words.incomplete)}</p>
          ) : (
            <ClauseView clause={clauseOf(rule, { lang, currency })} />
          )}
        </section>
      </Stack>
    </Confirm>
  )
}
