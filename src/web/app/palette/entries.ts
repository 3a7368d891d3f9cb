/** What the palette offers: pages, commands, and what the workbench's search finds. */
import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Text } from '../../../core/lang.ts'
import type { SearchAnswer } from '../../../features/search/schema.ts'
import { useMay } from '../../api/me.ts'
import { useRead } from '../../api/queries.ts'
import { useLocale, useText } from '../../lang.tsx'
import { startOf } from '../pages.ts'
import { useDensity } from '../preferences.ts'
import { useMenu } from '../shell/places.ts'
import { words as stopWords } from '../shell/stop-words.ts'
import { rank } from './rank.ts'
import { words } from './words.ts'

export interface Entry {
  readonly id: string
  readonly title: string
  readonly note: string | null
  /** Shortcut that does the same. */
  readonly keys?: string
  run(): void
}

export interface EntryGroup {
  readonly id: string
  readonly title: string
  readonly entries: readonly Entry[]
}

/** Shorter texts are not searched for. */
const SHORTEST = 2

export interface PaletteActions {
  onStop(): void
  onKeys(): void
}

export function useEntries(typed: string, searched: string, actions: PaletteActions) {
  const t = useText()
  const pages = usePages()
  const commands = useCommands(actions)
  const found = useFound(searched)
  return useMemo(() => {
    const fitting = (entries: readonly Entry[]) =>
      entries
        .flatMap((entry) => {
          const place = rank(entry.title, typed)
          return place === null ? [] : [{ entry, place }]
        })
        .sort((a, b) => a.place - b.place)
        .map(({ entry }) => entry)
    const groups: EntryGroup[] = [
      { id: 'pages', title: t(words.pages), entries: fitting(pages) },
      ...found.groups,
      { id: 'actions', title: t(words.actions), entries: fitting(commands) },
    ]
    return { groups: groups.filter(({ entries }) => entries.length > 0), isSearching: found.isSearching }
  }, [t, typed, pages, commands, found])
}

function usePages(): readonly Entry[] {
  const t = useText()
  const navigate = useNavigate()
  const menu = useMenu()
  return useMemo(
    () =>
      menu.flatMap(({ pages }) =>
        pages.map((page) => ({
          id: `page ${page.path}`,
          title: t(page.label),
          note: null,
          ...(page.key === undefined ? {} : { keys: `g ${page.key}` }),
          run: () => void navigate({ to: startOf(page) }),
        })),
      ),
    [menu, navigate, t],
  )
}

function useCommands({ onStop, onKeys }: PaletteActions): readonly Entry[] {
  const t = useText()
  const { lang, setLang } = useLocale()
  const { setColorScheme } = useMantineColorScheme()
  const [, setDensity] = useDensity()
  const mayStop = useMay('stop.press')
  return useMemo(() => {
    const command = (id: string, title: Text, run: () => void, keys?: string): Entry => ({
      id,
      title: t(title),
      note: null,
      run,
      ...(keys === undefined ? {} : { keys }),
    })
    return [
      command('light', words.light, () => setColorScheme('light')),
      command('dark', words.dark, () => setColorScheme('dark')),
      command('system', words.system, () => setColorScheme('auto')),
      command('language', words.otherLanguage, () => setLang(lang === 'de' ? 'en' : 'de')),
      command('comfortable', words.comfortable, () => setDensity('comfortable')),
      command('compact', words.compact, () => setDensity('compact')),
      command('keys', words.keys, onKeys, '?'),
      ...(mayStop ? [command('stop', stopWords.stop, onStop)] : []),
    ]
  }, [t, lang, setLang, setColorScheme, setDensity, mayStop, onStop, onKeys])
}

function useFound(searched: string): { readonly groups: readonly EntryGroup[]; readonly isSearching: boolean } {
  const t = useText()
  const navigate = useNavigate()
  const asked = searched.trim()
  const path = asked.length < SHORTEST ? null : `/search?q=${encodeURIComponent(asked)}`
  const { data, isFetching } = useRead<SearchAnswer>(path)
  return useMemo(() => {
    const groups = (data?.groups ?? []).map(({ kind, label, hits, more }) => ({
      id: `found ${kind}`,
      title: more ? `${t(label)}, ${t(words.more)}` : t(label),
      entries: hits.map(({ key, title, subtitle, href }) => ({
        id: `${kind} ${key}`,
        title: t(title),
        note: subtitle === null ? null : t(subtitle),
        run: () => void navigate({ href }),
      })),
    }))
    return { groups, isSearching: isFetching }
  }, [data, isFetching, navigate, t])
}
