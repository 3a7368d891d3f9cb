/** Where something stands: an icon and a word in one colour, so that the colour is never all there is. */
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconCircle,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconHourglass,
  IconLoader,
  IconPencil,
  type Icon as TablerIcon,
} from '@tabler/icons-react'
import type { Text } from '../../core/lang.ts'
import { useText } from '../lang.tsx'
import classes from './small.module.css'

export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'accent' | 'machine'

interface Look {
  readonly word: Text
  readonly tone: Tone
  readonly icon: TablerIcon
}

/** Of proposals, steps of the night, jobs and tasks; the same word means the same everywhere. */
const STATES = {
  open: { word: { de: 'offen', en: 'open' }, tone: 'accent', icon: IconCircle },
  approved: { word: { de: 'freigegeben', en: 'approved' }, tone: 'good', icon: IconCheck },
  edited: { word: { de: 'geändert freigegeben', en: 'approved with changes' }, tone: 'good', icon: IconPencil },
  rejected: { word: { de: 'abgelehnt', en: 'rejected' }, tone: 'plain', icon: IconCircleX },
  expired: { word: { de: 'abgelaufen', en: 'expired' }, tone: 'plain', icon: IconHourglass },
  withdrawn: { word: { de: 'zurückgezogen', en: 'withdrawn' }, tone: 'plain', icon: IconArrowBackUp },
  applied: { word: { de: 'ausgeführt', en: 'applied' }, tone: 'good', icon: IconCircleCheck },
  failed: { word: { de: 'fehlgeschlagen', en: 'failed' }, tone: 'bad', icon: IconAlertTriangle },
  undone: { word: { de: 'zurückgenommen', en: 'undone' }, tone: 'plain', icon: IconArrowBackUp },
  waiting: { word: { de: 'wartet', en: 'waiting' }, tone: 'plain', icon: IconHourglass },
  running: { word: { de: 'läuft', en: 'running' }, tone: 'accent', icon: IconLoader },
  held: { word: { de: 'angehalten', en: 'held' }, tone: 'warn', icon: IconClockPause },
  done: { word: { de: 'fertig', en: 'done' }, tone: 'good', icon: IconCircleCheck },
  skipped: { word: { de: 'ausgelassen', en: 'skipped' }, tone: 'warn', icon: IconClockPause },
} as const satisfies Record<string, Look>
export type StateName = keyof typeof STATES

export function StateBadge({ state }: { state: StateName }) {
  const t = useText()
  const { word, tone, icon } = STATES[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(word)}
    </Badge>
  )
}

interface BadgeProps {
  readonly tone?: Tone
  readonly icon?: TablerIcon
  readonly title?: string
  readonly children: string
}

/** A small word in a colour, for whatever `StateBadge` has no state for. */
export function Badge({ tone = 'plain', icon: Icon, title, children }: BadgeProps) {
  const colour = tone === 'plain' ? '' : classes[tone]
  return (
    <span className={`${classes.badge} ${colour}`} title={title}>
      {Icon !== undefined && <Icon size={13} stroke={2} aria-hidden="true" />}
      {children}
    </span>
  )
}
