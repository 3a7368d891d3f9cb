import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Learned } from '../schema.ts'
import { type TypedVoice, withLines } from './typed-voice.ts'
import { ADDRESS_WORDS, words } from './words.ts'

interface LearnFormProps {
  onTake(patch: (before: TypedVoice) => Partial<TypedVoice>): void
}

export function LearnForm({ onTake }: LearnFormProps) {
  const t = useText()
  const { lang: page } = useLocale()
  const [samples, setSamples] = useState('')
  const [lang, setLang] = useState(page)
  const learn = useSend<Learned>([])
  const texts = samples
    .split(/^-{3,}\s*$/m)
    .map((text) => text.trim())
    .filter((text) => text !== '')
  return (
    <Block title={t(words.learn)}>
      <Stack gap={12} maw={560}>
        <Soft>{t(words.learnAbout)}</Soft>
        <GrowingTextarea
          label={t(words.samples)}
          rows={4}
          mostRows={16}
          value={samples}
          onChange={({ currentTarget }) => setSamples(currentTarget.value)}
        />
        <Group gap={8} align="flex-end">
          <NativeSelect
            label={t(words.sampleLang)}
            value={lang}
            onChange={({ currentTarget }) => setLang(currentTarget.value === 'en' ? 'en' : 'de')}
            data={[
              { value: 'de', label: 'Deutsch' },
              { value: 'en', label: 'English' },
            ]}
          />
          <Button
            size="xs"
            variant="default"
            disabled={texts.length === 0}
            loading={learn.isPending}
            onClick={() => learn.mutate({ path: '/voice/learn', method: 'POST', body: { lang, texts } })}
          >
            {t(words.read)}
          </Button>
        </Group>
        {learn.error !== null && <Failed error={learn.error} />}
        {learn.data !== undefined && <Found learned={learn.data} onTake={onTake} />}
      </Stack>
    </Block>
  )
}

/** What the samples show, each line to be taken into the profile or left. */
function Found({ learned, onTake }: { learned: Learned } & LearnFormProps) {
  const t = useText()
  const { address, sentenceWords, favourites, names } = learned
  const words10 = favourites.slice(0, 10).map(({ word }) => word)
  const take = (patch: (before: TypedVoice) => Partial<TypedVoice>) => {
    onTake(patch)
    notify({ message: words.taken, tone: 'good', about: 'voice' })
  }
  const isEmpty = address === null && sentenceWords === null && words10.length === 0 && names.length === 0
  return (
    <Stack gap={8} role="status">
      <Soft>{t(isEmpty ? words.foundNothing : words.found(learned.texts, learned.sentences))}</Soft>
      {address !== null && (
        <Line
          said={t(words.foundAddress(ADDRESS_WORDS[address.value], address.share.count, address.share.n))}
          onTake={() => take(() => ({ address: address.value }))}
        />
      )}
      {sentenceWords !== null && (
        <Line
          said={t(words.foundSentences(sentenceWords.median, sentenceWords.p90))}
          onTake={() => take(() => ({ sentenceWords: Math.min(80, Math.max(5, Math.ceil(sentenceWords.p90))) }))}
        />
      )}
      {words10.length > 0 && (
        <Line
          said={t(words.foundFavourites(words10.join(', ')))}
          onTake={() => take((before) => ({ use: withLines(before.use, words10) }))}
        />
      )}
      {names.length > 0 && (
        <Line
          said={t(words.foundNames(names.join(', ')))}
          onTake={() => take((before) => ({ names: withLines(before.names, names) }))}
        />
      )}
    </Stack>
  )
}

export function Line({ said, onTake }: { said: string; onTake: () => void }) {
  const t = useText()
  return (
    <Group gap={8} wrap="nowrap" justify="space-between" align="flex-start">
      <span>{said}</span>
      <Button size="compact-xs" variant="default" onClick={onTake} aria-label={`${t(words.take)}: ${said}`}>
        {t(words.take)}
      </Button>
    </Group>
  )
}
