/** Addresses to pages, made from the list of pages: each loaded when it is opened, with the frame around it for who is signed in. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { readAhead } from '../api/queries.ts'
import { Waiting } from '../ui/loaded.tsx'
import { PAGES, type PageSpec } from './pages.ts'
import { BrokenPage, NotFoundPage } from './problem-page.tsx'
import { client } from './questions.ts'
import { Allowed } from './shell/allowed.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Outlet })

const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
})

function routeOf({ path, right, load, reads = [] }: PageSpec) {
  const Loaded = lazyRouteComponent(async () => ({ default: await load() }))
  if (right === 'anyone') return createRoute({ getParentRoute: () => root, path, component: Loaded })
  const Page = () => (
    <Allowed right={right}>
      <Loaded />
    </Allowed>
  )
  // Links load what they lead to when the pointer comes near.
  const component = Object.assign(Page, { preload: () => Loaded.preload?.() ?? Promise.resolve() })
  // The page, what it reads, and who asks are three ways to the workbench: none of them waits for another.
  const loader = () => {
    void component.preload()
    for (const first of reads) readAhead(client, first)
  }
  return createRoute({ getParentRoute: () => framed, path, component, loader })
}

const isBare = ({ right }: PageSpec) => right === 'anyone'
// The frame around the page for what is not there: it has a menu, and so a way on.
const lost = createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage })

export const router = createRouter({
  routeTree: root.addChildren([
    ...PAGES.filter(isBare).map(routeOf),
    framed.addChildren([...PAGES.filter((page) => !isBare(page)).map(routeOf), lost]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Waiting />,
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
  // What stands behind '?' is text: an order number stays one.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
    const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()
    return text === '' ? '' : `?${text}`
  },
})
