import { Button, Group, NativeSelect, NumberInput, Stack } from '@mantine/core'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { ShownVoice } from '../schema.ts'
import { type TypedVoice, typedOf, voiceOf } from './typed-voice.ts'
import { ADDRESS_WORDS, ANY_ADDRESS, LIVELINESS, NEARNESS, words } from './words.ts'

interface ProfileFormProps {
  readonly shown: ShownVoice
  readonly version: string | null
  readonly typed: TypedVoice
  onChange(patch: (before: TypedVoice) => Partial<TypedVoice>): void
}

export function ProfileForm({ shown, version, typed, onChange }: ProfileFormProps) {
  const t = useText()
  const may = useMay('desk.decide')
  const change = useSend<ShownVoice>(['voice'])
  const before = typedOf(shown.profile)
  const isChanged = JSON.stringify(voiceOf(typed)) !== JSON.stringify(voiceOf(before))
  const set = (patch: Partial<TypedVoice>) => onChange(() => patch)
  const save = () =>
    change.mutate(
      { path: '/voice', method: 'PUT', version, body: voiceOf(typed) },
      { onSuccess: () => notify({ message: words.saved, tone: 'good' }) },
    )
  const [last] = shown.history
  return (
    <Block title={t(words.profile)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap={12} maw={560}>
          <Soft>{t(words.version(shown.version, last?.by ?? ''))}</Soft>
          <NativeSelect
            label={t(words.address)}
            disabled={!may}
            value={typed.address ?? ''}
            onChange={({ currentTarget: { value } }) =>
              set({ address: value === 'du' || value === 'sie' || value === 'neutral' ? value : null })
            }
            data={[
              { value: '', label: t(ANY_ADDRESS) },
              ...Object.entries(ADDRESS_WORDS).map(([value, label]) => ({ value, label: t(label) })),
            ]}
          />
          <Scale
            label={t(words.liveliness)}
            names={LIVELINESS.map(t)}
            value={typed.liveliness}
            disabled={!may}
            onChange={(liveliness) => set({ liveliness })}
          />
          <Scale
            label={t(words.nearness)}
            names={NEARNESS.map(t)}
            value={typed.nearness}
            disabled={!may}
            onChange={(nearness) => set({ nearness })}
          />
          <Lines label={t(words.use)} value={typed.use} disabled={!may} onChange={(use) => set({ use })} />
          <Lines
            label={t(words.avoid)}
            about={t(words.avoidAbout)}
            value={typed.avoid}
            disabled={!may}
            onChange={(avoid) => set({ avoid })}
          />
          <Lines label={t(words.names)} value={typed.names} disabled={!may} onChange={(names) => set({ names })} />
          <NumberInput
            label={t(words.sentenceWords)}
            description={t(words.anyNumber)}
            min={5}
            max={80}
            allowDecimal={false}
            disabled={!may}
            value={typed.sentenceWords ?? ''}
            onChange={(value) => set({ sentenceWords: value === '' ? null : Number(value) })}
          />
          {change.error !== null && <Failed error={change.error} />}
          {may ? (
            <Group gap={8}>
              <Button type="submit" size="xs" disabled={!isChanged} loading={change.isPending}>
                {t(words.save)}
              </Button>
              {isChanged && (
                <Button size="xs" variant="default" onClick={() => set(before)}>
                  {t(words.reset)}
                </Button>
              )}
            </Group>
          ) : (
            <Soft>{t(words.notAllowed)}</Soft>
          )}
        </Stack>
      </form>
    </Block>
  )
}

interface ScaleProps {
  readonly label: string
  /** Of -2 to 2. */
  readonly names: readonly string[]
  readonly value: number
  readonly disabled: boolean
  onChange(value: number): void
}

function Scale({ label, names, value, disabled, onChange }: ScaleProps) {
  return (
    <NativeSelect
      label={label}
      disabled={disabled}
      value={String(value)}
      onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      data={names.map((name, index) => ({ value: String(index - 2), label: name }))}
    />
  )
}

interface LinesProps {
  readonly label: string
  readonly about?: string
  readonly value: string
  readonly disabled: boolean
  onChange(value: string): void
}

function Lines({ label, about, value, disabled, onChange }: LinesProps) {
  const t = useText()
  return (
    <GrowingTextarea
      label={label}
      description={about ?? t(words.onePerLine)}
      rows={2}
      mostRows={10}
      disabled={disabled}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
