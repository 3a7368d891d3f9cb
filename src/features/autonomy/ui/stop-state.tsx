/** Whether everything that acts is stopped, by whom and why; and when that happened before. */
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Stop } from '../schema.ts'
import classes from './autonomy.module.css'
import { durationText } from './meaning.ts'
import { heldText, stoppedSince, words } from './words.ts'

export function StopState({ stop }: { stop: Stop }) {
  const t = useText()
  const format = useFormat()
  const may = useMay('audit.read')
  const { active, since, by, reason, held } = stop
  return (
    <section className={`${classes.stop} ${active ? classes.stopped : ''}`} aria-labelledby="stop">
      <h2 id="stop" className={classes.heading}>
        {t(words.stop)}
      </h2>
      {active && since !== null ? (
        <>
          <p>
            <strong>{t(stoppedSince(by ?? '–'))}</strong> <When at={since} />
            {reason !== null && `: ${reason}`}
          </p>
          {held > 0 && <p>{t(heldText(format.count(held)))}</p>}
        </>
      ) : (
        <p>{t(words.stopOff)}</p>
      )}
      {may && <StopHistory />}
    </section>
  )
}

interface Entry {
  readonly id: string
  readonly at: string
  readonly actor: { readonly id: string; readonly name: string }
  readonly action: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

/** From the audit log, where it is asked for. */
function StopHistory() {
  const t = useText()
  const { lang } = useLocale()
  const [isOpen, setOpen] = useState(false)
  const query = useRead<{ readonly items: readonly Entry[] }>(isOpen ? '/audit?action=stop&limit=20' : null)
  return (
    <details className={classes.history} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t(words.stopHistory)}</summary>
      {isOpen && (
        <Loaded
          query={query}
          lines={2}
          isEmpty={({ items }) => items.length === 0}
          empty={<p className={classes.soft}>{t(words.noStops)}</p>}
        >
          {({ items }) => (
            <ol>
              {items.map(({ id, at, actor, action, details }) => (
                <li key={id}>
                  {actor.name} {t(action === 'stop.pressed' ? words.pressed : words.released)} <When at={at} />
                  {typeof details.minutes === 'number' && ` (${durationText(details.minutes, lang)})`}
                </li>
              ))}
            </ol>
          )}
        </Loaded>
      )}
    </details>
  )
}
