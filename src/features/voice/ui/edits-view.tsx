import { Stack } from '@mantine/core'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Facts, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { EditKind, Suggestions } from '../schema.ts'
import { Line } from './learn-form.tsx'
import { type TypedVoice, withLines } from './typed-voice.ts'
import { EDIT_WORDS, words } from './words.ts'

const KINDS = Object.keys(EDIT_WORDS) as EditKind[] // its own keys

export function EditsView({ onTake }: { onTake(patch: (before: TypedVoice) => Partial<TypedVoice>): void }) {
  const t = useText()
  const format = useFormat()
  const query = useRead<Suggestions>('/voice/suggestions')
  return (
    <Block title={t(words.edits)}>
      <Loaded query={query} lines={3}>
        {({ drafts, edited, kinds, avoid }) =>
          drafts === 0 ? (
            <Soft>{t(words.noEdits)}</Soft>
          ) : (
            <Stack gap={12} maw={560}>
              <Soft>{t(words.editsOf(edited, drafts))}</Soft>
              {edited > 0 && (
                <Facts
                  items={KINDS.map((kind) => ({ label: t(EDIT_WORDS[kind]), value: format.count(kinds[kind] ?? 0) }))}
                />
              )}
              {avoid.map(({ word, instead, share }) => (
                <Line
                  key={word}
                  said={t(words.removed(word, share.count, share.n, instead))}
                  onTake={() => {
                    const line = instead === null ? word : `${word} = ${instead}`
                    onTake((before) => ({ avoid: withLines(before.avoid, [line]) }))
                    notify({ message: words.taken, tone: 'good', about: 'voice' })
                  }}
                />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Block>
  )
}
