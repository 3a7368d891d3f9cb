/** Settings read and changed; whoever works with them asks `settleConfig` each time. */
import { mustBe } from '../../api/version.ts'
import { type Config, describeConfig } from '../../config.ts'
import type { Text } from '../../core/lang.ts'
import type { Clock } from '../../core/time.ts'
import { storable } from '../../ingest/write/copy.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import { readShop } from '../../stores/state/shop.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { applyChange, isLocked, nightCron, settleConfig } from './model.ts'
import { SAID_NAMES, type Settings, type SettingsChange } from './schema.ts'
import { lockSettings, readSettings, saveSettings } from './store.ts'

export interface SettingsDeps {
  readonly state: StateStore
  readonly clock: Clock
  readonly config: Config
  readonly skills: readonly { readonly name: string; readonly title: Text; readonly routineMinutes: number }[]
  /** The shop as it holds. */
  shop(): Promise<{ name: string; currency: string; taxPercent: number }>
  /** Sets when a job runs, cron in the shop's time. */
  schedule(job: string, cron: string): Promise<void>
}

export function openSettings(deps: SettingsDeps) {
  const { state, clock, config, skills } = deps

  const show = async (): Promise<Settings> => {
    const [{ version, said }, facts, shop] = await Promise.all([readSettings(state), readShop(state), deps.shop()])
    const settled = settleConfig(config, said)
    const originOf = (name: (typeof SAID_NAMES)[number]): Settings['said'][number]['origin'] => {
      if (isLocked(config, name)) return config.origins[name]
      if (said[name] !== undefined) return 'workbench'
      return name === 'shopName' && facts.name !== null ? 'shop' : 'default'
    }
    const effective = describeConfig(settled)
    const envOf = new Map(effective.map(({ name, env }) => [name, env]))
    const readers = (settled.reportTo ?? '').split(',').map((address) => address.trim())
    const values = {
      shopName: shop.name,
      reportTo: readers.filter((address) => address !== ''),
      language: settled.language,
      nightAt: settled.nightAt,
    }
    return {
      version,
      said: SAID_NAMES.map((name) => ({
        name,
        value: values[name],
        origin: originOf(name),
        locked: isLocked(config, name),
        env: envOf.get(name) ?? '',
      })),
      shop: {
        currency: shop.currency,
        taxPercent: shop.taxPercent,
        timeZone: config.timeZone,
        holidays: config.holidays,
      },
      hasMail: config.smtpUrl !== null && config.mailFrom !== null,
      routineMinutes: skills.map(({ name, title, routineMinutes }) => ({
        skill: name,
        title,
        minutes: said.routineMinutes?.[name] ?? routineMinutes,
        default: routineMinutes,
      })),
      effective: effective.map((one) => {
        const name = SAID_NAMES.find((known) => known === one.name)
        if (name === undefined) return one
        return { ...one, value: name === 'shopName' ? shop.name : one.value, origin: originOf(name) }
      }),
    }
  }

  return {
    show,
    /** @throws AppError 'input.changed' where somebody was quicker */
    async change(change: SettingsChange, expected: string, actor: string): Promise<Settings> {
      const kept = await state.transaction(async (client) => {
        const { version, said } = await lockSettings(client)
        mustBe(version, expected)
        const shopName = change.shopName
        const next = applyChange(
          said,
          typeof shopName === 'string' ? { ...change, shopName: storable(shopName) } : change,
        )
        await saveSettings(client, next, clock.now())
        // Which, and not to what: addresses are personal data.
        const details = { names: Object.keys(change).sort().join(' ') }
        await appendAudit(client, { at: clock.now(), actor, action: 'settings.changed', subject: 'settings', details })
        await notifyLive(client, 'settings', 'all')
        return next
      })
      if (change.nightAt !== undefined) await deps.schedule('night', nightCron(settleConfig(config, kept).nightAt))
      return show()
    },
  }
}
