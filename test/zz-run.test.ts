import { it } from 'vitest'
import { openEventStore } from '../src/stores/events/store.ts'
import { runInline } from '../src/compute/index.ts'
import { openLog } from '../src/core/log.ts'
import { createAsk } from '../src/features/findings/index.ts'
import { customersStep } from '../src/features/customers/index.ts'
import { cohortsStep } from '../src/features/cohorts/index.ts'
import { clvStep } from '../src/features/clv/index.ts'
import { basketsStep } from '../src/features/baskets/index.ts'
import { dataHealthStep } from '../src/features/data-health/index.ts'
it('runs', async () => {
  const events = await openEventStore({ url: null, folder: process.env.STORE ?? '/tmp/ana/store' })
  const out: string[] = []
  const timed = async <T>(name: string, f: () => Promise<T>): Promise<T> => { const at = performance.now(); const v = await f(); out.push(`   ${name} ${Math.round(performance.now() - at)}`); return v }
  const asOf = process.env.ASOF ?? '2026-11-22'
  for (const step of [customersStep, cohortsStep, clvStep, basketsStep, dataHealthStep]) {
    if (process.env.STEPS && !process.env.STEPS.includes(step.name)) continue
    const ask = createAsk(events, step.name)
    const at = performance.now()
    const said = await step.run({ asOf, previousAsOf: null, timeZone: 'Europe/Berlin', currency: process.env.CUR ?? 'EUR', taxPercent: 0, holidays: 'DE', log: openLog('silent'), signal: new AbortController().signal,
      ask: (q) => timed(`ask ${q.id}`, () => ask(q)),
      events: { ...events, columns: (...a) => timed('columns', () => events.columns(...a)) },
      compute: ((k: never, ...a: never[]) => timed(`kernel ${k}`, () => (runInline as never as (...x: unknown[]) => Promise<unknown>)(k, ...a))) as never,
    })
    out.push(`${step.name} ${Math.round(performance.now() - at)} ms rss ${Math.round(process.memoryUsage().rss / 1e6)}`)
    if (process.env.SHOW) { out.push(JSON.stringify(said.figures.map((f) => [f.id, f.value, f.interval, f.n, f.missing?.de]), null, 0).replaceAll('],[','],\n[')); out.push(JSON.stringify(said.notEnoughData)); for (const f of said.findings) out.push(`* ${f.id} ${f.stakeCents} | ${f.title.de} | ${f.sentence.de} | ${f.sentence.en} | ${f.next.map((n) => n.de).join('; ')}`); for (const t of said.tables) out.push(`## ${t.title.de} (${t.rowCount})\n${t.columns.map((c) => c.label.de).join(' | ')}\n${t.rows.slice(0, 10).map((r) => r.join(' | ')).join('\n')}`); for (const c of said.charts) out.push(`~~ ${c.title.de}`) }
  }
  console.log(out.join('\n'))
  await events.close()
}, 300000)
