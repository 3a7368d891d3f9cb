/** A shortcut as it is printed on the keys: 'g d' as two, 'mod+k' as Strg K or ⌘ K. */
import { useLocale } from '../lang.tsx'
import classes from './small.module.css'

// On the server nobody knows; in the browser it is drawn anew.
const APPLE = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
const NAMES: Readonly<Record<string, string>> = {
  shift: '⇧',
  alt: APPLE ? '⌥' : 'Alt',
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

export function Kbd({ keys }: { keys: string }) {
  const { lang } = useLocale()
  const mod = APPLE ? '⌘' : lang === 'de' ? 'Strg' : 'Ctrl'
  const names = keys.split(/[ +]/).map((key) => (key === 'mod' ? mod : (NAMES[key] ?? key)))
  return (
    <span className={classes.keys}>
      {names.map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  )
}
