/** What people take out of this prompt's drafts again and again, as proposals for its instructions or for the voice. */
import { Anchor, Button, Group, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Text } from '../../../core/lang.ts'
import { withQuery } from '../../../web/address.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Suggestions } from '../../voice/schema.ts'
import { HABIT_LINES, habitText } from '../../voice/ui/habit-words.ts'
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
  const hint = (key: string, about: Text, line: Text) => (
    <Group key={key} gap={8} wrap="nowrap" justify="space-between" align="flex-start">
      <span>{t(about)}</span>
      {onTake !== undefined && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${t(words.toPrompt)}: ${t(about)}`}
          onClick={() => take(line[lang])}
        >
          {t(words.toPrompt)}
        </Button>
      )}
    </Group>
  )
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
        {({ drafts, edited, avoid, habits }) => (
          <Stack gap={8} maw={640}>
            <Soft>{t(drafts === 0 ? voiceWords.noEdits : voiceWords.editsOf(edited, drafts))}</Soft>
            {drafts > 0 && avoid.length + habits.length === 0 && <Soft>{t(words.noHints)}</Soft>}
            {habits.map((habit) => hint(habit.key, habitText(habit), HABIT_LINES[habit.key]))}
            {avoid.map(({ word, instead, share }) =>
              hint(word, voiceWords.removed(word, share.count, share.n, instead), avoidLine(word, instead)),
            )}
          </Stack>
        )}
      </Loaded>
    </Block>
  )
}
