/** What people take out of this prompt's drafts again and again, as proposals for its instructions or for the voice. */
import { Anchor, Button, Group, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { withQuery } from '../../../web/address.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Suggestions } from '../../voice/schema.ts'
import { words as voiceWords } from '../../voice/ui/words.ts'
import type { ShownPrompt } from '../schema.ts'
import { avoidLine, words } from './words.ts'

interface HintsViewProps {
  readonly prompt: ShownPrompt
  /** Left out: nothing can be changed here. */
  onTake?(line: string): void
}

export function HintsView({ prompt: { kind, lang }, onTake }: HintsViewProps) {
  const t = useText()
  const query = useRead<Suggestions>(withQuery('/voice/suggestions', { author: `${kind}.${lang}` }))
  const take = (line: string) => {
    onTake?.(line)
    notify({ message: words.taken, tone: 'good', about: 'prompts' })
  }
  return (
    <Block
      title={t(words.hints)}
      tools={
        <Anchor component={Link} to="/voice" size="sm">
          {t(words.toVoice)}
        </Anchor>
      }
    >
      <Loaded query={query} lines={2}>
        {({ drafts, edited, avoid }) => (
          <Stack gap={8} maw={640}>
            <Soft>{t(drafts === 0 ? voiceWords.noEdits : voiceWords.editsOf(edited, drafts))}</Soft>
            {drafts > 0 && avoid.length === 0 && <Soft>{t(words.noHints)}</Soft>}
            {avoid.map(({ word, instead, share }) => {
              const said = t(voiceWords.removed(word, share.count, share.n, instead))
              return (
                <Group key={word} gap={8} wrap="nowrap" justify="space-between" align="flex-start">
                  <span>{said}</span>
                  {onTake !== undefined && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${t(words.toPrompt)}: ${said}`}
                      onClick={() => take(avoidLine(word, instead)[lang])}
                    >
                      {t(words.toPrompt)}
                    </Button>
                  )}
                </Group>
              )
            })}
          </Stack>
        )}
      </Loaded>
    </Block>
  )
}
