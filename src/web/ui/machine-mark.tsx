/** The machine's work, recognisable everywhere: a baton and 'Entwurf der KI'. What it rests on is one click away beside it. */
import { useText } from '../lang.tsx'
import classes from './small.module.css'
import { words } from './words.ts'

export function MachineMark({ version }: { version?: string }) {
  const t = useText()
  return (
    <span className={`${classes.badge} ${classes.machine}`} title={version}>
      <Baton />
      {t(words.machine)}
    </span>
  )
}

/** A conductor's baton. */
export function Baton({ size = 14 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M5 11 14 2" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      <ellipse cx="3.8" cy="12.2" rx="3" ry="1.9" transform="rotate(-45 3.8 12.2)" fill="currentColor" />
    </svg>
  )
}
