/** A new version, written from one that is there. */
import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { lengthWords, toneWords } from '../../content/ui/words.ts'
import type { ShownVersion } from '../schema.ts'
import { type PromptViewProps, pathOf } from './prompt-path.ts'
import classes from './prompts.module.css'
import { contentOf, type TypedPrompt, typedOf } from './typed-prompt.ts'
import { basedOn, VARIABLE_WORDS, words } from './words.ts'

interface VersionEditorProps extends PromptViewProps {
  readonly base: ShownVersion
  readonly typed: TypedPrompt
  onChange(part: Partial<TypedPrompt>): void
  onSaved(version: number): void
}

export function VersionEditor({ prompt, seen, base, typed, onChange, onSaved }: VersionEditorProps) {
  const t = useText()
  const may = useMay('desk.decide')
  const [note, setNote] = useState('')
  const template = useRef<HTMLTextAreaElement>(null)
  const { mutate, isPending, error } = useSend<{ readonly version: number }>(['prompts'])
  const isChanged = JSON.stringify(contentOf(typed)) !== JSON.stringify(contentOf(typedOf(base)))
  const save = () =>
    mutate(
      { path: `${pathOf(prompt)}/versions`, method: 'POST', version: seen, body: { ...contentOf(typed), note } },
      {
        onSuccess({ version }) {
          notify({ message: words.saved, tone: 'good' })
          setNote('')
          onSaved(version)
        },
      },
    )
  /** Where the cursor is, or at the end. */
  const insert = (name: string) => {
    const at = template.current?.selectionStart ?? typed.template.length
    onChange({ template: `${typed.template.slice(0, at)}{{${name}}}${typed.template.slice(at)}` })
    template.current?.focus()
  }
  return (
    <Block title={t(words.editor)} tools={<Soft>{t(basedOn(base.version))}</Soft>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap={12} className={classes.prompt ?? ''}>
          <GrowingTextarea
            label={t(words.system)}
            description={t(words.systemHint)}
            rows={4}
            mostRows={20}
            maxLength={8_000}
            readOnly={!may}
            value={typed.system}
            onChange={({ currentTarget }) => onChange({ system: currentTarget.value })}
          />
          <GrowingTextarea
            ref={template}
            label={t(words.template)}
            description={t(words.templateHint)}
            rows={4}
            mostRows={20}
            maxLength={8_000}
            readOnly={!may}
            value={typed.template}
            onChange={({ currentTarget }) => onChange({ template: currentTarget.value })}
          />
          <Group gap={6} role="group" aria-label={t(words.variables)}>
            {Object.entries(VARIABLE_WORDS).map(([name, about]) => (
              <Button
                key={name}
                size="compact-xs"
                variant="default"
                title={t(about)}
                aria-label={`${t(words.insert)}: {{${name}}}, ${t(about)}`}
                disabled={!may}
                onClick={() => insert(name)}
              >
                {`{{${name}}}`}
              </Button>
            ))}
          </Group>
          <Soft>{t(words.fixed)}</Soft>
          <Settings typed={typed} may={may} onChange={onChange} />
          {may && (
            <>
              <TextInput
                size="xs"
                maw={560}
                label={t(words.note)}
                description={t(words.noteHint)}
                maxLength={500}
                value={note}
                onChange={({ currentTarget }) => setNote(currentTarget.value)}
              />
              {error !== null && <Failed error={error} />}
              <Group gap={8}>
                <Button type="submit" size="xs" disabled={!isChanged} loading={isPending}>
                  {t(words.add)}
                </Button>
                {isChanged && (
                  <Button size="xs" variant="default" onClick={() => onChange(typedOf(base))}>
                    {t(words.reset)}
                  </Button>
                )}
              </Group>
            </>
          )}
        </Stack>
      </form>
    </Block>
  )
}

interface SettingsProps {
  readonly typed: TypedPrompt
  readonly may: boolean
  onChange(part: Partial<TypedPrompt>): void
}

function Settings({ typed, may, onChange }: SettingsProps) {
  const t = useText()
  const choices = (options: Readonly<Record<string, Text>>) => [
    { value: '', label: t(words.asAsked) },
    ...Object.entries(options).map(([value, label]) => ({ value, label: t(label) })),
  ]
  return (
    <fieldset className={classes.form} style={{ border: 0, margin: 0, padding: 0 }} aria-label={t(words.settings)}>
      <NativeSelect
        size="xs"
        label={t(words.tone)}
        disabled={!may}
        value={typed.tone ?? ''}
        data={choices(toneWords)}
        onChange={({ currentTarget: { value } }) =>
          onChange({ tone: value === 'plain' || value === 'warm' || value === 'lively' ? value : null })
        }
      />
      <NativeSelect
        size="xs"
        label={t(words.length)}
        disabled={!may}
        value={typed.length ?? ''}
        data={choices(lengthWords)}
        onChange={({ currentTarget: { value } }) =>
          onChange({ length: value === 'short' || value === 'medium' || value === 'long' ? value : null })
        }
      />
      <TextInput
        size="xs"
        label={t(words.model)}
        placeholder={t(words.modelHint)}
        disabled={!may}
        maxLength={200}
        value={typed.model}
        onChange={({ currentTarget }) => onChange({ model: currentTarget.value })}
      />
      <NumberInput
        size="xs"
        label={t(words.temperature)}
        placeholder={t(words.temperatureHint)}
        disabled={!may}
        min={0}
        max={2}
        step={0.1}
        value={typed.temperature}
        onChange={(value) => onChange({ temperature: value === '' ? '' : Number(value) })}
      />
      <NumberInput
        size="xs"
        label={t(words.maxTokens)}
        disabled={!may}
        min={100}
        max={16_000}
        allowDecimal={false}
        value={typed.maxTokens}
        onChange={(value) => onChange({ maxTokens: Number(value) || 2_000 })}
      />
    </fieldset>
  )
}
