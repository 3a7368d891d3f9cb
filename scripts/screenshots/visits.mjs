// Which addresses are shown: every page of the registry, and one of each thing that has a page or a pane of its own.
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { ROOT } from './program.mjs'

/** Where the first thing of a kind is found, by the page's path. */
const SAMPLES = {
  '/desk/{-$id}': async (read) => (await read('/proposals')).items[0]?.id,
  '/tasks/{-$id}': async (read) => (await read('/tasks?view=all')).items[0]?.id,
  '/customers/{-$key}': async (read) => (await read('/customers?sort=value')).items[0]?.key,
  '/products/{-$id}': async (read) => (await read('/products')).items[0]?.id,
  '/prices/{-$id}': async (read) => (await read('/pricing/products')).items[0]?.id,
  '/texts/{-$id}': async (read) => (await read('/products')).items[0]?.id,
  '/prompts/{-$name}': async () => 'product-description.de',
  '/audiences/{-$id}': async (read) => (await read('/audiences')).items[0]?.id,
  async '/forecasts/{-$id}'(read) {
    const [first] = (await read('/forecasts')).items
    return first && `${first.kind}:${first.id}`
  },
  '/reports/$day': async (read) => (await read('/reports/latest')).asOf,
  async '/orders/$id'(read) {
    const { items } = await read('/customers?sort=value')
    return items[0] && (await read(`/customers/${encodeURIComponent(items[0].key)}/orders`)).items[0]?.id
  },
}

/** @returns {Promise<{ name: string, address: string, bare: boolean }[]>} in the order of the registry */
export async function visitsOf(read) {
  const { module } = await runnerImport(join(ROOT, 'src/web/app/pages.ts'), { root: ROOT, configFile: false })
  const visits = []
  for (const page of module.PAGES) {
    const start = module.startOf(page)
    const name = start.split('/')[1] || 'today'
    const bare = page.right === 'anyone'
    if (!start.includes('$')) visits.push({ name, address: start, bare })
    if (!page.path.includes('$')) continue
    const sample = await SAMPLES[page.path]?.(read)
    if (sample === undefined) throw new Error(`There is nothing in the shop to show at ${page.path}.`)
    visits.push({ name: `${name}-one`, address: `${start.split('/$')[0]}/${encodeURIComponent(sample)}`, bare })
  }
  return visits
}
