import { pageOf } from '../../api/page.ts'
import { AppError } from '../../core/errors.ts'
import { teamDeps } from '../../deps.ts'
import {
  madeLinkSchema,
  type PersonView,
  personSchema,
  type TeamRescue,
  teamRescue,
} from '../../features/team/index.ts'
import type { CliContext, Overrides } from '../context.ts'
import { type RunningWorkbench, runningWorkbench } from '../running.ts'

export type TeamAction = 'list' | 'link'

export async function runTeam(
  context: CliContext,
  overrides: Overrides,
  { action, email }: { action: TeamAction; email: string | undefined },
): Promise<void> {
  const { terminal } = context
  if (action === 'list') {
    if (email !== undefined) throw new AppError('usage.invalid', `team list takes nothing; '${email}' was given.`)
    await withTeam(context, overrides, async (team) => {
      const people = await team.list()
      if (people.length === 0) terminal.print('Nobody yet. A link for the first owner: dirigent team link')
      for (const person of people) terminal.print(lineOf(person))
    })
    return
  }
  await withTeam(context, overrides, async (team) => {
    const { url, expiresAt } = await team.link(email)
    terminal.say(`Whoever opens this link sets a new password and is in; it works once, until ${expiresAt}:`)
    terminal.print(url)
  })
}

function lineOf({ name, email, role, seenAt, disabledAt }: PersonView): string {
  const state =
    disabledAt !== null ? 'disabled' : seenAt === null ? 'never signed in' : `signed in ${seenAt.slice(0, 10)}`
  return `${email.padEnd(32)}  ${role.padEnd(16)}  ${state.padEnd(20)}  ${name}`
}

/** Over the stores, or over the workbench that holds them. */
async function withTeam(
  context: CliContext,
  overrides: Overrides,
  work: (team: TeamRescue) => Promise<void>,
): Promise<void> {
  const config = context.loadConfig(overrides)
  const running = runningWorkbench(config.dataDir)
  if (running !== null) return work(remoteTeam(running))
  const base = config.publicUrl ?? `http://localhost:${config.port ?? 4747}`
  return context.withApp('team', overrides, (app) => work(teamRescue(teamDeps(app, null), base)))
}

const peopleSchema = pageOf(personSchema)

function remoteTeam({ ask }: RunningWorkbench): TeamRescue {
  return {
    async list() {
      const people: PersonView[] = []
      for (let after = ''; ; ) {
        const { items, next } = peopleSchema.parse(await ask(`/api/v1/team/people?limit=200${after}`))
        people.push(...items)
        if (next === null) return people
        after = `&after=${encodeURIComponent(next)}`
      }
    },
    async link(email) {
      return madeLinkSchema.parse(await ask('/api/v1/setup/rescue', { method: 'POST', body: { email } }))
    },
  }
}
