/** The work that is done on time while the workbench runs. */
import { join } from 'node:path'
import { type App, yesterday } from '../app.ts'
import { AppError } from '../core/errors.ts'
import { describeCurrentShop, deskDeps, mailDeps, nightDeps } from '../deps.ts'
import { audienceJobs } from '../features/audiences/index.ts'
import { bulkTextJobs } from '../features/bulk-texts/index.ts'
import { catalogueJobs } from '../features/catalogue/index.ts'
import { profileJobs } from '../features/customer-profiles/index.ts'
import { deskJobs, type NewProposal, propose } from '../features/desk/index.ts'
import { runNight } from '../features/nightshift/index.ts'
import { privacyJobs } from '../features/privacy/index.ts'
import { promptJobs } from '../features/prompts/index.ts'
import { findReport, mailReport } from '../features/report/index.ts'
import { nightCron } from '../features/settings/index.ts'
import { askedNightSchema } from '../features/system/index.ts'
import { relayOutbox } from '../ingest/write/outbox.ts'
import { openTexts } from '../skills.ts'
import { rebuildVisits } from '../stores/events/visits.ts'
import { notifyLive } from '../stores/state/live.ts'
import { REBUILD_LOCK, withLock } from '../stores/state/lock.ts'
import { openWriter } from '../writer.ts'
import type { JobKind } from './jobs.ts'

const NIGHT_SECONDS = 3_600
const OUTBOX_SECONDS = 300
const AUDIENCES_AT = '30 4 * * *'
const VISITS_SECONDS = 900

/** Whoever looks at the night sees its steps as they end. */
function tellNight({ state, log }: Pick<App, 'state' | 'log'>): void {
  state
    .transaction((client) => notifyLive(client, 'nights', 'newest'))
    .catch((error: unknown) => log.warn({ err: error }, "a night's progress could not be told"))
}

/** Puts a description on the desk, where the skill for them is there. */
function putDescription(app: Needs) {
  const desk = deskDeps(app)
  return async (proposal: NewProposal<unknown>, origin: string) => {
    const skill = app.skills.find(({ name }) => name === 'content.product-description')
    if (skill === undefined) throw new AppError('config.invalid', 'There is no skill content.product-description.')
    return propose(desk, skill, proposal, origin)
  }
}

type Needs = Omit<App, 'lock' | 'close'>

export function jobKinds(app: Needs): JobKind[] {
  const { timeZone, dataDir } = app.config
  return [
    {
      name: 'night',
      cron: nightCron(app.config.nightAt),
      retries: 3,
      timeoutSeconds: NIGHT_SECONDS,
      async run(data, signal) {
        const asked = askedNightSchema.parse(data)
        const asOf = asked.asOf ?? yesterday(app)
        // Tried again because the mail was refused, it finds its report and only mails.
        if (asked.byHand || (await findReport(app.state, asOf)) === null) {
          const { name } = await describeCurrentShop(app)
          const tell = () => tellNight(app)
          await runNight({ ...(await nightDeps(app)), shopName: name }, { asOf, signal, onProgress: tell })
        }
        tellNight(app)
        if (asked.byHand) return
        const receipt = await mailReport(await mailDeps(app), asOf)
        if (receipt !== null && receipt.rejected.length > 0) {
          const refused = receipt.rejected.join(', ')
          app.log.warn({ refused }, `the mail server refused ${refused}; check DIRIGENT_REPORT_TO`)
        }
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
    {
      // So that by day people ask about today as well; the night does it by itself.
      name: 'visits',
      cron: '7 * * * *',
      retries: 0,
      timeoutSeconds: VISITS_SECONDS,
      async run(_data, signal) {
        await withLock(app.state, { lock: REBUILD_LOCK, signal }, () =>
          rebuildVisits(app.events, { timeZone: app.config.timeZone, signal }),
        )
      },
    },
    ...privacyJobs({ ...app, timeZone, exportFolder: join(dataDir, 'exports') }),
    ...deskJobs(deskDeps(app)),
    ...bulkTextJobs({ ...app, shop: openTexts(app), writer: openWriter(app), put: putDescription(app) }),
    ...promptJobs({ ...app, writer: openWriter(app) }),
    // After the night has put the visits in order.
    ...audienceJobs({ ...app, timeZone }, AUDIENCES_AT),
    ...profileJobs({ ...app, timeZone }),
    ...catalogueJobs({ ...app, timeZone }),
  ]
}
