/** What the list is narrowed to: chips of the common kinds, each of them in the page's address. */
import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { memo, type RefObject, useEffect, useMemo, useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { useFormat, useText } from '../../../web/lang.tsx'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { DeskSummary } from '../schema.ts'
import classes from './filter-bar.module.css'
import { type Chosen, type Filters, isNarrowed, NO_FILTERS, RISKS, SORTS, VIEWS, withFilter } from './filters.ts'
import type { Colleague } from './use-colleagues.ts'
import { riskWords, sortWords, viewWords, words } from './words.ts'

interface FilterBarProps {
  readonly filters: Filters
  readonly summary: DeskSummary | null
  readonly people: readonly Colleague[]
  readonly search: RefObject<HTMLInputElement | null>
  /** The same function always, so that a chip is drawn anew only where it is the one that changed. */
  onChange(change: (filters: Filters) => Filters): void
}

/** As long as somebody types, the workbench is not asked. */
const TYPING_MS = 180
const savedViews = <SavedViews page="desk" />

/** Drawn anew only when one of these changes, not with every step through the list. */
export const FilterBar = memo(function FilterBar({ filters, summary, people, search, onChange }: FilterBarProps) {
  const t = useText()
  const chips = useChips(summary, people)
  return (
    <search className={classes.bar} aria-label={t(words.list)}>
      <SearchField text={filters.text} search={search} onChange={onChange} />
      {chips.map(({ name, label, data }) => (
        <Chip
          key={name}
          name={name}
          label={label}
          data={data}
          isSet={name !== 'sort' && filters[name] !== NO_FILTERS[name]}
          value={filters[name] ?? ''}
          onChange={onChange}
        />
      ))}
      {savedViews}
      {isNarrowed(filters) && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => onChange(({ view, sort }) => ({ ...NO_FILTERS, view, sort }))}
        >
          {t(words.clear)}
        </Button>
      )}
    </search>
  )
})

interface Option {
  readonly value: string
  readonly label: string
}

function useChips(summary: DeskSummary | null, people: readonly Colleague[]) {
  const t = useText()
  const format = useFormat()
  return useMemo(() => {
    const optionOf =
      <T extends string>(labels: Readonly<Record<T, Text>>) =>
      (value: T): Option => ({ value, label: t(labels[value]) })
    const chips: readonly { readonly name: Chosen; readonly label: string; readonly data: readonly Option[] }[] = [
      { name: 'view', label: t(words.view), data: VIEWS.map(optionOf(viewWords)) },
      {
        name: 'skill',
        label: t(words.skill),
        data: [
          { value: '', label: t(words.allSkills) },
          ...(summary?.bySkill ?? []).map(({ skill, title, open }) => ({
            value: skill,
            label: `${t(title)} (${format.count(open)})`,
          })),
        ],
      },
      {
        name: 'person',
        label: t(words.person),
        data: [
          { value: '', label: t(words.anybody) },
          { value: 'me', label: t(words.me) },
          { value: 'none', label: t(words.nobody) },
          ...people.map(({ actor, name }) => ({ value: actor, label: name })),
        ],
      },
      {
        name: 'risk',
        label: t(words.risk),
        data: [{ value: '', label: t(words.anyRisk) }, ...RISKS.map(optionOf(riskWords))],
      },
      { name: 'sort', label: t(words.sort), data: SORTS.map(optionOf(sortWords)) },
    ]
    return chips
  }, [t, format, summary, people])
}

interface SearchFieldProps extends Pick<FilterBarProps, 'search' | 'onChange'> {
  readonly text: string
}

const SearchField = memo(function SearchField({ text: given, search, onChange }: SearchFieldProps) {
  const t = useText()
  const [text, setText] = useState(given)
  const settle = useDebouncedCallback(
    (next: string) => onChange((filters) => ({ ...filters, text: next.trim() })),
    TYPING_MS,
  )
  // What holds may come from elsewhere: a link, the way back, filters taken away.
  useEffect(() => {
    setText((typed) => (typed.trim() === given ? typed : given))
  }, [given])
  const type = (next: string) => {
    setText(next)
    settle(next)
  }
  return (
    <TextInput
      ref={search}
      type="search"
      size="xs"
      className={classes.search}
      aria-label={t(words.filter)}
      placeholder={t(words.filterHint)}
      leftSection={<IconSearch size={14} />}
      rightSection={text === '' ? null : <CloseButton size="xs" aria-label={t(words.clear)} onClick={() => type('')} />}
      value={text}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
})

interface ChipProps {
  readonly name: Chosen
  readonly label: string
  readonly isSet: boolean
  readonly value: string
  readonly data: readonly Option[]
  onChange: FilterBarProps['onChange']
}

const Chip = memo(function Chip({ name, label, isSet, value, data, onChange }: ChipProps) {
  const isKnown = data.some((option) => option.value === value)
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      className={`${classes.chip} ${isSet ? classes.set : ''}`}
      data={isKnown ? [...data] : [...data, { value, label: value }]}
      value={value}
      onChange={({ currentTarget }) => onChange((filters) => withFilter(filters, name, currentTarget.value))}
    />
  )
})
