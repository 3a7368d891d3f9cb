/** Which version holds, which one is tried on what share of the drafts, and who looks after it. */
import { Button, Group, NativeSelect, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { useColleagues } from '../../desk/ui/use-colleagues.ts'
import type { ShownPrompt, StandingBody } from '../schema.ts'
import { type PromptViewProps, pathOf } from './prompt-path.ts'
import classes from './prompts.module.css'
import { versionText, words } from './words.ts'

/** What a trial begins with, percent. */
const FIRST_SHARE = 20

export function StandingForm({ prompt, seen }: PromptViewProps) {
  const t = useText()
  const may = useMay('desk.decide')
  const colleagues = useColleagues()
  const { current, candidate, share, owner } = prompt.standing
  const before: StandingBody = { current, candidate, share, owner }
  const [typed, setTyped] = useState(before)
  const set = (part: Partial<StandingBody>) => setTyped((last) => ({ ...last, ...part }))
  const save = useSaveStanding(prompt)
  const options = prompt.versions.map(({ version }) => ({ value: String(version), label: t(versionText(version)) }))
  const isOwnerKnown = owner === null || colleagues.some(({ actor }) => actor === owner)
  return (
    <Block title={t(words.holds)}>
      <form
        className={classes.form}
        aria-label={t(words.holds)}
        onSubmit={(event) => {
          event.preventDefault()
          save.run(typed, seen)
        }}
      >
        <NativeSelect
          size="xs"
          label={t(words.current)}
          disabled={!may}
          value={String(typed.current)}
          data={options}
          onChange={({ currentTarget }) => set({ current: Number(currentTarget.value) })}
        />
        <NativeSelect
          size="xs"
          label={t(words.candidate)}
          disabled={!may}
          value={typed.candidate === null ? '' : String(typed.candidate)}
          data={[
            { value: '', label: t(words.nothing) },
            ...options.filter(({ value }) => value !== String(typed.current)),
          ]}
          onChange={({ currentTarget: { value } }) =>
            set(
              value === ''
                ? { candidate: null, share: 0 }
                : { candidate: Number(value), share: typed.share || FIRST_SHARE },
            )
          }
        />
        {typed.candidate !== null && (
          <NumberInput
            size="xs"
            label={t(words.share)}
            description={t(words.shareHint)}
            disabled={!may}
            min={0}
            max={100}
            allowDecimal={false}
            value={typed.share}
            onChange={(value) => set({ share: Number(value) || 0 })}
          />
        )}
        <NativeSelect
          size="xs"
          label={t(words.owner)}
          disabled={!may}
          value={typed.owner ?? ''}
          data={[
            { value: '', label: t(words.nobody) },
            ...colleagues.map(({ actor, name }) => ({ value: actor, label: name })),
            ...(isOwnerKnown ? [] : [{ value: owner, label: owner }]),
          ]}
          onChange={({ currentTarget: { value } }) => set({ owner: value === '' ? null : value })}
        />
        {may && (
          <Group gap={8}>
            <Button
              type="submit"
              size="xs"
              loading={save.isPending}
              disabled={JSON.stringify(typed) === JSON.stringify(before) || typed.candidate === typed.current}
            >
              {t(words.save)}
            </Button>
          </Group>
        )}
      </form>
      {!may && <Soft>{t(words.notAllowed)}</Soft>}
      {save.error !== null && <Failed error={save.error} />}
    </Block>
  )
}

/** Says what holds; whoever saw an older state of it is told so. */
export function useSaveStanding({ kind, lang }: Pick<ShownPrompt, 'kind' | 'lang'>) {
  const { mutate, isPending, error } = useSend<ShownPrompt>(['prompts'])
  const run = (body: StandingBody, seen: string | null) =>
    mutate(
      { path: `${pathOf({ kind, lang })}/standing`, method: 'PUT', version: seen, body },
      { onSuccess: () => notify({ message: words.saved, tone: 'good' }) },
    )
  return { run, isPending, error }
}
