/** What the list is narrowed to: chips of the common kinds, each of them in the page's address. */
import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { memo, type RefObject, useEffect, useState } from 'react'
import { useFormat, useText } from '../../../web/lang.tsx'
import { SavedViews } from '../../views/ui/saved-views.tsx'
import type { DeskSummary } from '../schema.ts'
import classes from './filter-bar.module.css'
import { type Filters, isNarrowed, NO_FILTERS, RISKS, SORTS, VIEWS } from './filters.ts'
import type { Colleague } from './use-colleagues.ts'
import { riskWords, sortWords, viewWords, words } from './words.ts'

interface FilterBarProps {
  readonly filters: Filters
  readonly summary: DeskSummary | null
  readonly people: readonly Colleague[]
  readonly search: RefObject<HTMLInputElement | null>
  onChange(filters: Filters): void
}

/** As long as somebody types, the workbench is not asked. */
const TYPING_MS = 180

/** Drawn anew only when one of these changes, not with every step through the list. */
export const FilterBar = memo(function FilterBar({ filters, summary, people, search, onChange }: FilterBarProps) {
  const t = useText()
  const format = useFormat()
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  const skills = (summary?.bySkill ?? []).map(({ skill, title, open }) => ({
    value: skill,
    label: `${t(title)} (${format.count(open)})`,
  }))
  const known = filters.skill === null || skills.some(({ value }) => value === filters.skill)
  return (
    <search className={classes.bar} aria-label={t(words.list)}>
      <SearchField filters={filters} search={search} onChange={onChange} />
      <Chip
        label={t(words.view)}
        isSet={filters.view !== 'open'}
        value={filters.view}
        data={VIEWS.map((view) => ({ value: view, label: t(viewWords[view]) }))}
        onChange={(view) => set({ view: VIEWS.find((one) => one === view) ?? 'open' })}
      />
      <Chip
        label={t(words.skill)}
        isSet={filters.skill !== null}
        value={filters.skill ?? ''}
        data={[
          { value: '', label: t(words.allSkills) },
          ...skills,
          ...(known ? [] : [{ value: filters.skill ?? '', label: filters.skill ?? '' }]),
        ]}
        onChange={(skill) => set({ skill: skill === '' ? null : skill })}
      />
      <Chip
        label={t(words.person)}
        isSet={filters.person !== null}
        value={filters.person ?? ''}
        data={[
          { value: '', label: t(words.anybody) },
          { value: 'me', label: t(words.me) },
          { value: 'none', label: t(words.nobody) },
          ...people.map(({ actor, name }) => ({ value: actor, label: name })),
        ]}
        onChange={(person) => set({ person: person === '' ? null : person })}
      />
      <Chip
        label={t(words.risk)}
        isSet={filters.risk !== null}
        value={filters.risk ?? ''}
        data={[
          { value: '', label: t(words.anyRisk) },
          ...RISKS.map((risk) => ({ value: risk, label: t(riskWords[risk]) })),
        ]}
        onChange={(risk) => set({ risk: RISKS.find((one) => one === risk) ?? null })}
      />
      <Chip
        label={t(words.sort)}
        isSet={false}
        value={filters.sort}
        data={SORTS.map((sort) => ({ value: sort, label: t(sortWords[sort]) }))}
        onChange={(sort) => set({ sort: SORTS.find((one) => one === sort) ?? 'effect' })}
      />
      <SavedViews page="desk" />
      {isNarrowed(filters) && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => onChange({ ...NO_FILTERS, view: filters.view, sort: filters.sort })}
        >
          {t(words.clear)}
        </Button>
      )}
    </search>
  )
})

function SearchField({ filters, search, onChange }: Pick<FilterBarProps, 'filters' | 'search' | 'onChange'>) {
  const t = useText()
  const [text, setText] = useState(filters.text)
  const settle = useDebouncedCallback((next: string) => onChange({ ...filters, text: next.trim() }), TYPING_MS)
  // The address is what holds: a link, the way back, filters taken away.
  useEffect(() => {
    setText((typed) => (typed.trim() === filters.text ? typed : filters.text))
  }, [filters.text])
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
}

interface ChipProps {
  readonly label: string
  readonly isSet: boolean
  readonly value: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
  onChange(value: string): void
}

function Chip({ label, isSet, value, data, onChange }: ChipProps) {
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      className={`${classes.chip} ${isSet ? classes.set : ''}`}
      data={[...data]}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
