/** Addresses to pages, made from the list of pages: each loaded when it is opened, with the frame around it for who is signed in. */
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
} from '@tanstack/react-router'
import { readAhead } from '../api/queries.ts'
import { Waiting } from '../ui/loaded.tsx'
import { PAGES, type PageSpec } from './pages.ts'
import { BrokenPage, NotFoundPage } from './problem-page.tsx'
import { Allowed } from './shell/allowed.tsx'
import { Shell } from './shell/shell.tsx'

interface Context {
  /** Begins to read what a page will ask for. */
  readAhead(path: string): void
}

const root = createRootRouteWithContext<Context>()({ component: Outlet })

// Made once: what stands in the address behind a page draws neither the frame nor the page anew, unless they ask for it.
const frame = (
  <Shell>
    <Outlet />
  </Shell>
)
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: () => frame })

function routeOf({ path, right, load, reads = [] }: PageSpec) {
  const Loaded = lazyRouteComponent(async () => ({ default: await load() }))
  if (right === 'anyone') return createRoute({ getParentRoute: () => root, path, component: Loaded })
  const page = (
    <Allowed right={right}>
      <Loaded />
    </Allowed>
  )
  const Page = () => page
  // Links load what they lead to when the pointer comes near.
  const component = Object.assign(Page, { preload: () => Loaded.preload?.() ?? Promise.resolve() })
  // The page, what it reads, and who asks are three ways to the workbench: none of them waits for another.
  const loader = ({ context }: { context: Context }) => {
    void component.preload()
    for (const first of reads) context.readAhead(first)
  }
  return createRoute({ getParentRoute: () => framed, path, component, loader })
}

const isBare = ({ right }: PageSpec) => right === 'anyone'
// The frame around the page for what is not there: it has a menu, and so a way on.
const lost = createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage })

const routeTree = root.addChildren([
  ...PAGES.filter(isBare).map(routeOf),
  framed.addChildren([...PAGES.filter((page) => !isBare(page)).map(routeOf), lost]),
])

/** @param drawn the history of a page that the server draws, which is told what to read; left out: in a browser */
export const makeRouter = (client: QueryClient, drawn?: RouterHistory) =>
  createRouter({
    routeTree,
    context: { readAhead: (path) => (drawn === undefined ? readAhead(client, path) : undefined) },
    ...(drawn === undefined ? {} : { history: drawn }),
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Waiting />,
    defaultErrorComponent: BrokenPage,
    // It puts a script of its own into a drawn page, which the content policy would not run.
    scrollRestoration: drawn === undefined,
    // What stands behind '?' is text: an order number stays one.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter(
        ([, value]) => value !== undefined && value !== null && value !== '',
      )
      const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()
      return text === '' ? '' : `?${text}`
    },
  })

export type AppRouter = ReturnType<typeof makeRouter>
