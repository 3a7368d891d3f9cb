/** Everything by typing: pages, commands and what the shop has; arrows choose, Enter goes. */
import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useText } from '../../lang.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { type Entry, type PaletteActions, useEntries } from './entries.ts'
import classes from './palette.module.css'
import { words } from './words.ts'

interface PaletteProps extends PaletteActions {
  onClose(): void
}

const PAUSE_MS = 160

export function Palette({ onClose, ...actions }: PaletteProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [searched] = useDebouncedValue(typed, PAUSE_MS)
  const [chosen, setChosen] = useState(0)
  const { groups, isSearching } = useEntries(typed, searched, actions)
  const entries = groups.flatMap((group) => group.entries)
  const at = Math.min(chosen, entries.length - 1)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-place="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const go = (entry: Entry | undefined) => {
    if (entry === undefined) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((at + step + entries.length) % Math.max(1, entries.length))
    else if (event.key === 'Enter') go(entries[at])
    else return
    event.preventDefault()
  }
  return (
    // Holding the page still behind it would have every style of the page reckoned anew, twice.
    <Modal.Root
      opened
      onClose={onClose}
      size={640}
      yOffset="12vh"
      transitionProps={{ duration: 80 }}
      lockScroll={false}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t(words.title)}>
        <div className={classes.field}>
          <IconSearch size={18} aria-hidden="true" />
          <input
            // The palette is opened to type.
            data-autofocus
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={entries.length === 0 ? undefined : `${id}-${at}`}
            aria-label={t(words.placeholder)}
            placeholder={t(words.placeholder)}
            value={typed}
            maxLength={200}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setChosen(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div
          className={classes.list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t(words.results)}
          ref={list}
          tabIndex={-1}
        >
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options; a list box has no fieldset within it
            <div key={group.id} role="group" aria-label={group.title}>
              <div className={classes.group} aria-hidden="true">
                {group.title}
              </div>
              {group.entries.map((entry) => {
                const place = entries.indexOf(entry)
                return (
                  <div
                    key={entry.id}
                    id={`${id}-${place}`}
                    data-place={place}
                    role="option"
                    aria-selected={place === at}
                    tabIndex={-1}
                    className={classes.entry}
                    onMouseMove={() => setChosen(place)}
                    onClick={() => go(entry)}
                    onKeyDown={onKeyDown}
                  >
                    <span className={classes.title}>{entry.title}</span>
                    {entry.note !== null && <span className={classes.note}>{entry.note}</span>}
                    {entry.keys !== undefined && <Kbd keys={entry.keys} />}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <p className={classes.state} role="status">
          {isSearching ? t(words.searching) : entries.length === 0 ? t(words.nothing) : ''}
        </p>
      </Modal.Content>
    </Modal.Root>
  )
}
