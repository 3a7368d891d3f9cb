/** The work that is done on time while the workbench runs. */
import { type App, describeCurrentShop, mailDeps, nightDeps, yesterday } from '../app.ts'
import { runNight } from '../features/nightshift/index.ts'
import { findReport, mailReport } from '../features/report/index.ts'
import { relayOutbox } from '../ingest/write/outbox.ts'
import type { JobKind } from './jobs.ts'

const NIGHT_SECONDS = 3_600
const OUTBOX_SECONDS = 300

type Needs = Omit<App, 'lock' | 'close'>

export function jobKinds(app: Needs): JobKind[] {
  const [hour, minute] = app.config.nightAt.split(':').map(Number)
  return [
    {
      name: 'night',
      cron: `${minute} ${hour} * * *`,
      retries: 3,
      timeoutSeconds: NIGHT_SECONDS,
      async run(_data, signal) {
        const asOf = yesterday(app)
        // Tried again because the mail was refused, it finds its report and only mails.
        if ((await findReport(app.state, asOf)) === null) {
          const { name } = await describeCurrentShop(app)
          await runNight({ ...(await nightDeps(app)), shopName: name }, { asOf, signal })
        }
        await mailReport(mailDeps(app), asOf)
      },
    },
    {
      name: 'outbox',
      cron: '* * * * *',
      retries: 0,
      timeoutSeconds: OUTBOX_SECONDS,
      async run(_data, signal) {
        await relayOutbox(app, signal)
      },
    },
  ]
}
