/** What the last night shift did, in a few words; on every page. */

import { IconAlertTriangle, IconCircleCheck, IconLoader, IconMoon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Text } from '../../../core/lang.ts'
import { useMay } from '../../api/me.ts'
import { useRead } from '../../api/queries.ts'
import { useFormat, useText } from '../../lang.tsx'
import classes from './shell.module.css'

interface NightNow {
  readonly asOf: string
  readonly startedAt: string
  /** Null: it is running. */
  readonly finishedAt: string | null
  readonly steps: number
  readonly ended: number
  readonly failed: number
}

const words = {
  shift: { de: 'Nachtschicht', en: 'Night shift' },
  none: { de: 'Noch keine Nachtschicht', en: 'No night shift yet' },
  running: (ended: number, steps: number): Text => ({
    de: `Nachtschicht läuft, Schritt ${Math.min(ended + 1, steps)} von ${steps}`,
    en: `Night shift running, step ${Math.min(ended + 1, steps)} of ${steps}`,
  }),
  steps: (steps: number): Text => ({ de: `${steps} Schritte`, en: `${steps} steps` }),
  failed: (failed: number, steps: number): Text => ({
    de: `${failed} von ${steps} Schritten nicht gelungen`,
    en: `${failed} of ${steps} steps did not succeed`,
  }),
}

export function NightState({ phone }: { phone: boolean }) {
  const t = useText()
  const may = useMay('reports.read')
  const night = useRead<{ night: NightNow | null }>(may ? '/night' : null).data
  if (night === undefined) return null
  if (night.night === null)
    return (
      <span className={classes.night}>
        <IconMoon size={16} aria-hidden="true" />
        {!phone && t(words.none)}
      </span>
    )
  return <Ended night={night.night} phone={phone} />
}

function Ended({ night, phone }: { night: NightNow; phone: boolean }) {
  const t = useText()
  const format = useFormat()
  const { asOf, startedAt, finishedAt, steps, ended, failed } = night
  const [Icon, tone, outcome] =
    finishedAt === null
      ? [IconLoader, '', t(words.running(ended, steps))]
      : failed > 0
        ? [IconAlertTriangle, classes.nightBad, t(words.failed(failed, steps))]
        : [IconCircleCheck, classes.nightGood, t(words.steps(steps))]
  const time = finishedAt === null ? '' : format.times(startedAt, finishedAt)
  const said = finishedAt === null ? outcome : `${t(words.shift)} ${time} · ${outcome}`
  return (
    <Link
      to="/reports/$day"
      params={{ day: asOf }}
      hash="night"
      className={classes.night}
      aria-label={said}
      title={said}
    >
      <Icon size={16} className={tone} aria-hidden="true" />
      {!phone && <span>{said}</span>}
    </Link>
  )
}
