/** In place of a page that is not there, not allowed or broken: what happened, what is safe, and the next step. */
import { Button, Code, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../lang.tsx'
import { Page } from '../ui/page.tsx'
import { words } from './words.ts'

export function NotFoundPage() {
  const t = useText()
  return (
    <Page title={t(words.notFound)}>
      <Stack align="flex-start" maw="72ch">
        <Text>{t(words.notFoundAbout)}</Text>
        <Button component={Link} to="/">
          {t(words.toToday)}
        </Button>
      </Stack>
    </Page>
  )
}

export function ForbiddenPage() {
  const t = useText()
  return (
    <Page title={t(words.forbidden)}>
      <Stack align="flex-start" maw="72ch">
        <Text>{t(words.forbiddenAbout)}</Text>
        <Button component={Link} to="/">
          {t(words.toToday)}
        </Button>
      </Stack>
    </Page>
  )
}

export function BrokenPage({ error }: { error: unknown }) {
  const t = useText()
  return (
    <Page title={t(words.broken)}>
      <Stack align="flex-start" maw="72ch">
        <Text>{t(words.brokenAbout)}</Text>
        <Button onClick={() => window.location.reload()}>{t(words.reload)}</Button>
        <Code block>{error instanceof Error ? error.message : String(error)}</Code>
      </Stack>
    </Page>
  )
}
