import type { CliContext, Overrides } from '../context.ts'

export async function runStart(context: CliContext, overrides: Overrides, options: { demo: boolean }): Promise<void> {
  // By far the greatest part of the program: it is loaded while the engines come up.
  const load = () => import('./serve.ts')
  await context.withApp('start', overrides, async (app) => (await load()).serve(app, context, options.demo), { load })
}
