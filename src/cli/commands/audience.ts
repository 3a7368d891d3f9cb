import { AppError } from '../../core/errors.ts'
import {
  type Audience,
  type AudienceWithHistory,
  audienceListSchema,
  audienceWithHistorySchema,
  type Member,
  memberPageSchema,
  openAudiences,
} from '../../features/audiences/index.ts'
import type { CliContext, Overrides } from '../context.ts'
import { parseWhole } from '../options.ts'
import { type RunningWorkbench, runningWorkbench } from '../running.ts'
import { countText } from '../text.ts'

export type AudienceAction = 'list' | 'show'

const PAGE = 20

interface Desk {
  list(): Promise<readonly Audience[]>
  show(id: number): Promise<{ audience: AudienceWithHistory; members: readonly Member[] }>
}

export async function runAudience(
  context: CliContext,
  overrides: Overrides,
  { action, id }: { action: AudienceAction; id: string | undefined },
): Promise<void> {
  if (action === 'list') {
    if (id !== undefined) throw new AppError('usage.invalid', `audience list takes no number; '${id}' was given.`)
    await withDesk(context, overrides, async (desk) => printList(context, await desk.list()))
    return
  }
  if (id === undefined) throw new AppError('usage.invalid', 'Say which audience: dirigent audience show <id>')
  const number = parseWhole('id', id, 1, Number.MAX_SAFE_INTEGER)
  await withDesk(context, overrides, async (desk) => printOne(context, await desk.show(number)))
}

function printList({ terminal }: CliContext, audiences: readonly Audience[]): void {
  if (audiences.length === 0) terminal.print('No audience yet. docs/guide/audiences.md says how to keep one.')
  for (const { id, name, size, fault } of audiences)
    terminal.print(`${String(id).padStart(4)}  ${name.padEnd(32)}  ${fault ?? sizeText(size)}`)
}

function printOne({ terminal }: CliContext, { audience, members }: Awaited<ReturnType<Desk['show']>>): void {
  const { name, size, fault, definition, history } = audience
  terminal.print(`${name}: ${sizeText(size)}`)
  if (fault !== null) terminal.print(`The last look at it failed: ${fault}`)
  terminal.print(JSON.stringify(definition.rule, null, 2))
  for (const past of history.slice(1, PAGE)) terminal.print(sizeText(past))
  for (const { customerKey, acceptsMarketing } of members) {
    const consent = acceptsMarketing === 'unknown' ? 'not known' : acceptsMarketing ? 'yes' : 'no'
    terminal.print(`${customerKey}  advertising: ${consent}`)
  }
  if (size !== null && size.known > members.length) terminal.say(`and ${countText(size.known - members.length)} more`)
}

function sizeText(size: Audience['size']): string {
  if (size === null) return 'not counted yet'
  return `${countText(size.known)} customers, ${countText(size.anonymous)} strangers (${size.asOf})`
}

/** Over the stores, or over the workbench that holds them. */
async function withDesk(context: CliContext, overrides: Overrides, work: (desk: Desk) => Promise<void>): Promise<void> {
  const running = runningWorkbench(context.loadConfig(overrides).dataDir)
  if (running !== null) return work(remoteDesk(running))
  return context.withApp('audience', overrides, async ({ state, events, clock, config }) => {
    const audiences = openAudiences({ state, events, clock, timeZone: config.timeZone })
    await work({
      list: () => audiences.list(),
      show: async (id) => ({
        audience: await audiences.show(id),
        members: (await audiences.members(id, { after: '', limit: PAGE })).items,
      }),
    })
  })
}

const PATH = '/api/v1/audiences'

function remoteDesk({ ask }: RunningWorkbench): Desk {
  return {
    list: async () => audienceListSchema.parse(await ask(PATH)).items,
    show: async (id) => ({
      audience: audienceWithHistorySchema.parse(await ask(`${PATH}/${id}`)),
      members: memberPageSchema.parse(await ask(`${PATH}/${id}/members?limit=${PAGE}`)).items,
    }),
  }
}
