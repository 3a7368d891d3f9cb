/** Events: what comes in right now, what was refused, and who may send. */
import { SegmentedControl } from '@mantine/core'
import { useAddress } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { Page } from '../../../web/ui/page.tsx'
import { LiveView } from './live-view.tsx'
import { RefusedView } from './refused-view.tsx'
import { SendersView } from './senders-view.tsx'
import { words } from './words.ts'

const VIEWS = ['live', 'refused', 'senders'] as const

export function EventsPage() {
  const t = useText()
  const { said, say } = useAddress()
  const view = VIEWS.find((one) => one === said.view) ?? 'live'
  return (
    <Page
      title={t(words.title)}
      about={t(words.about)}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t(words.views)}
          value={view}
          onChange={(next) => say({ view: next === 'live' ? null : next })}
          data={VIEWS.map((one) => ({ value: one, label: t(words[one]) }))}
        />
      }
    >
      {view === 'live' && <LiveView />}
      {view === 'refused' && <RefusedView />}
      {view === 'senders' && <SendersView />}
    </Page>
  )
}
