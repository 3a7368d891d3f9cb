/** The cases a version is tried on. */
import { Button, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { explain } from '../../../web/ui/words.ts'
import { type PickedProduct, ProductPicker } from '../../catalogue/ui/product-picker.tsx'
import { addressWords, lengthWords, toneWords } from '../../content/ui/words.ts'
import type { PromptCase, ShownPrompt } from '../schema.ts'
import { pathOf } from './prompt-path.ts'
import classes from './prompts.module.css'
import { words } from './words.ts'

export function CasesView({ prompt }: { prompt: ShownPrompt }) {
  const t = useText()
  const may = useMay('desk.decide')
  const query = useRead<{ readonly items: readonly PromptCase[] }>(`${pathOf(prompt)}/cases`)
  const remove = useSend(['prompts'])
  return (
    <Block title={t(words.cases)}>
      <Loaded
        query={query}
        lines={3}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <p>
            <Soft>{t(words.noCases)}</Soft>
          </p>
        }
      >
        {({ items }) => (
          <ul className={classes.cases}>
            {items.map((one) => (
              <li key={one.id} className={classes.case}>
                <div>
                  <strong>{one.title}</strong>
                  <div>
                    <Soft>{aboutCase(one, t)}</Soft>
                  </div>
                </div>
                {may && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    loading={remove.isPending}
                    aria-label={`${t(words.remove)}: ${one.title}`}
                    onClick={() =>
                      remove.mutate(
                        { path: `${pathOf(prompt)}/cases/${one.id}`, method: 'DELETE' },
                        { onError: (error) => notify({ message: explain(error), tone: 'bad' }) },
                      )
                    }
                  >
                    {t(words.remove)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {may && (
        <details>
          <summary>{t(words.newCase)}</summary>
          <NewCase prompt={prompt} />
        </details>
      )}
    </Block>
  )
}

function aboutCase({ products, tone, length, approved }: PromptCase, t: (text: Text) => string): string {
  const parts = [...products.map(({ title }) => t(title)), t(toneWords[tone]), t(lengthWords[length])]
  return [...parts, ...(approved === null ? [] : [t(words.approved)])].join(' · ')
}

const NEW = {
  title: '',
  products: [] as readonly PickedProduct[],
  tone: 'plain',
  length: 'medium',
  address: 'neutral',
  approved: '',
}

function NewCase({ prompt }: { prompt: ShownPrompt }) {
  const t = useText()
  const [typed, setTyped] = useState(NEW)
  const set = (part: Partial<typeof NEW>) => setTyped((before) => ({ ...before, ...part }))
  const { mutate, isPending, error } = useSend<{ readonly id: string }>(['prompts'])
  const { title, products, approved } = typed
  const isSingle = products.length === 1
  const save = () =>
    mutate(
      {
        path: `${pathOf(prompt)}/cases`,
        method: 'POST',
        body: {
          ...typed,
          products: products.map(({ id }) => id),
          approved: isSingle && approved.trim() !== '' ? approved : null,
        },
      },
      {
        onSuccess() {
          notify({ message: words.saved, tone: 'good' })
          setTyped(NEW)
        },
      },
    )
  const choice = (key: 'tone' | 'length' | 'address', label: Text, options: Readonly<Record<string, Text>>) => (
    <NativeSelect
      size="xs"
      label={t(label)}
      value={typed[key]}
      data={Object.entries(options).map(([value, word]) => ({ value, label: t(word) }))}
      onChange={({ currentTarget }) => set({ [key]: currentTarget.value })}
    />
  )
  return (
    <form
      aria-label={t(words.newCase)}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Stack gap={10} maw={560} mt={8}>
        <TextInput
          size="xs"
          label={t(words.caseTitle)}
          required
          maxLength={200}
          value={title}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <ProductPicker picked={products} most={20} onChange={(next) => set({ products: next })} />
        <div className={classes.form}>
          {choice('tone', words.tone, toneWords)}
          {choice('length', words.length, lengthWords)}
          {prompt.lang === 'de' && choice('address', words.address, addressWords)}
        </div>
        <GrowingTextarea
          label={t(words.approved)}
          description={t(words.approvedHint)}
          rows={3}
          mostRows={12}
          maxLength={20_000}
          disabled={!isSingle}
          value={approved}
          onChange={({ currentTarget }) => set({ approved: currentTarget.value })}
        />
        {error !== null && <Failed error={error} />}
        <div>
          <Button type="submit" size="xs" loading={isPending} disabled={title.trim() === '' || products.length === 0}>
            {t(words.addCase)}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
