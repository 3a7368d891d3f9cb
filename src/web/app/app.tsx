/** The web app put together: theme, questions, language, frame and pages. */
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import type { Lang } from '../../core/lang.ts'
import { LocaleProvider } from '../lang.tsx'
import { resolveVariables, theme } from '../theme/theme.ts'
import { Page } from '../ui/page.tsx'

const client = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } })

export function App() {
  const [lang, setLang] = useState<Lang>('de')
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <LocaleProvider value={{ lang, setLang, currency: 'EUR', timeZone: 'Europe/Berlin' }}>
          <Page title="Dirigent">.</Page>
        </LocaleProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
