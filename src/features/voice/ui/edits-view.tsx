import { Stack, Table } from '@mantine/core'
import type { Text } from '../../../core/lang.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { groupKindWords, kindWords } from '../../content/ui/words.ts'
import type { EditKind, HabitKey, Suggestions } from '../schema.ts'
import { habitText } from './habit-words.ts'
import { Line } from './learn-form.tsx'
import { type TypedVoice, withLines } from './typed-voice.ts'
import { EDIT_WORDS, words } from './words.ts'

const KINDS = Object.keys(EDIT_WORDS) as EditKind[] // its own keys

/** What of a habit the profile can hold; the others are for prompts. */
const IN_PROFILE: Readonly<Partial<Record<HabitKey, Partial<TypedVoice>>>> = {
  du: { address: 'du' },
  sie: { address: 'sie' },
  neutral: { address: 'neutral' },
}

type Patch = (before: TypedVoice) => Partial<TypedVoice>

export function EditsView({ onTake }: { onTake(patch: Patch): void }) {
  const t = useText()
  const query = useRead<Suggestions>('/voice/suggestions')
  const take = (patch: Patch) => {
    onTake(patch)
    notify({ message: words.taken, tone: 'good', about: 'voice' })
  }
  return (
    <Block title={t(words.edits)}>
      <Loaded query={query} lines={3}>
        {({ drafts, edited, skills, avoid, habits }) =>
          drafts === 0 ? (
            <Soft>{t(words.noEdits)}</Soft>
          ) : (
            <Stack gap={12} maw={720}>
              <Soft>{t(words.editsOf(edited, drafts))}</Soft>
              {edited > 0 && <Kinds skills={skills} />}
              {habits.map((habit) => {
                const patch = IN_PROFILE[habit.key]
                const said = t(habitText(habit))
                return patch === undefined ? (
                  <span key={habit.key}>{said}</span>
                ) : (
                  <Line key={habit.key} said={said} onTake={() => take(() => patch)} />
                )
              })}
              {habits.some(({ key }) => IN_PROFILE[key] === undefined) && <Soft>{t(words.habitsInPrompts)}</Soft>}
              {avoid.map(({ word, instead, share }) => (
                <Line
                  key={word}
                  said={t(words.removed(word, share.count, share.n, instead))}
                  onTake={() => {
                    const line = instead === null ? word : `${word} = ${instead}`
                    take((before) => ({ avoid: withLines(before.avoid, [line]) }))
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

/** How many changes of each kind people made in what each skill wrote. */
function Kinds({ skills }: Pick<Suggestions, 'skills'>) {
  const t = useText()
  const format = useFormat()
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table aria-label={t(words.changesBySkill)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t(words.skill)}</Table.Th>
            <Table.Th scope="col">{t(words.edited)}</Table.Th>
            {KINDS.map((kind) => (
              <Table.Th key={kind} scope="col">
                {t(EDIT_WORDS[kind])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {skills.map(({ skill, drafts, edited, kinds }) => (
            <Table.Tr key={skill}>
              <Table.Th scope="row">{t(skillWord(skill))}</Table.Th>
              <Table.Td>{t(words.editedOf(edited, drafts))}</Table.Td>
              {KINDS.map((kind) => (
                <Table.Td key={kind}>{format.count(kinds[kind] ?? 0)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const SKILL_WORDS: Readonly<Record<string, Text>> = { ...kindWords, ...groupKindWords }

function skillWord(skill: string): Text {
  const kind = skill.replace(/^content\./, '')
  return SKILL_WORDS[kind] ?? { de: kind, en: kind }
}
