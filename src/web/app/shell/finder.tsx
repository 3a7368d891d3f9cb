/** The way into the palette and the list of keys; what they need is loaded when they are opened. */
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../../lang.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useKeys } from '../../ui/keys.ts'
import { words } from '../words.ts'
import classes from './shell.module.css'
import { StopDialog } from './stop.tsx'

const Palette = lazy(() => import('../palette/palette.tsx').then((m) => ({ default: m.Palette })))
const KeysHelp = lazy(() => import('../palette/keys-help.tsx').then((m) => ({ default: m.KeysHelp })))

export function Finder({ phone }: { phone: boolean }) {
  const t = useText()
  const [open, setOpen] = useState<'palette' | 'keys' | 'stop' | null>(null)
  const close = () => setOpen(null)
  useKeys(words.everywhere, [
    { keys: 'mod+k', label: words.openSearch, run: () => setOpen('palette') },
    { keys: '/', label: words.openSearch, run: () => setOpen('palette') },
    { keys: '?', label: words.allKeys, run: () => setOpen('keys') },
  ])
  return (
    <>
      <button type="button" className={classes.search} aria-label={t(words.search)} onClick={() => setOpen('palette')}>
        <IconSearch size={16} aria-hidden="true" />
        {!phone && <span className={classes.searchWord}>{t(words.search)}</span>}
        {!phone && <Kbd keys="mod+k" />}
      </button>
      <Suspense>
        {open === 'palette' && (
          <Palette onClose={close} onStop={() => setOpen('stop')} onKeys={() => setOpen('keys')} />
        )}
        {open === 'keys' && <KeysHelp onClose={close} />}
      </Suspense>
      <StopDialog opened={open === 'stop'} onClose={close} />
    </>
  )
}
