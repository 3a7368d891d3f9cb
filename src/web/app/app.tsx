/** The web app put together: theme, questions, language, frame and pages. */
import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useLayoutEffect, useMemo } from 'react'
import { ApiError } from '../api/client.ts'
import { useRead } from '../api/queries.ts'
import { LocaleProvider } from '../lang.tsx'
import { type Surroundings, SurroundingsContext } from '../surroundings.tsx'
import { resolveVariables, theme } from '../theme/theme.ts'
import { PAGES } from './pages.ts'
import { useDensity, useLang } from './preferences.ts'
import { listenToFailures } from './questions.ts'
import type { AppRouter } from './router.tsx'

/** Whoever is no longer signed in signs in again and comes back to where they were. */
export function askToSignInFrom(router: AppRouter): void {
  listenToFailures((error) => {
    const { pathname, search, hash } = window.location
    const isOpen = PAGES.some(
      ({ path, right }) => right === 'anyone' && pathname.startsWith(path.split('$')[0] ?? path),
    )
    if (!(error instanceof ApiError) || error.status !== 401 || isOpen) return
    void router.navigate({ to: '/sign-in', search: { next: pathname + search + hash } as never })
  })
}

interface AppProps {
  readonly client: QueryClient
  readonly router: AppRouter
  /** Where the server draws it: what a browser would know. */
  readonly surroundings?: Surroundings
}

export function App({ client, router, surroundings }: AppProps) {
  return (
    <SurroundingsContext value={surroundings ?? null}>
      <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <Locale>
            <RouterProvider router={router} />
          </Locale>
        </QueryClientProvider>
      </MantineProvider>
    </SurroundingsContext>
  )
}

interface ShopWords {
  readonly currency: string
  readonly timeZone: string
}

/** Until the shop's are known: what most shops have, so that nothing waits for it. */
const USUAL: ShopWords = { currency: 'EUR', timeZone: 'Europe/Berlin' }

function Locale({ children }: { children: ReactNode }) {
  const [lang, setLang] = useLang()
  const [density] = useDensity()
  const { currency, timeZone } = useRead<ShopWords>('/shop').data ?? USUAL
  const locale = useMemo(() => ({ lang, setLang, currency, timeZone }), [lang, setLang, currency, timeZone])
  // What the server drew has just been put aside.
  useLayoutEffect(() => {
    delete document.documentElement.dataset.stale
  }, [])
  useEffect(() => {
    document.documentElement.lang = lang
    document.documentElement.dataset.density = density
  }, [lang, density])
  return <LocaleProvider value={locale}>{children}</LocaleProvider>
}
