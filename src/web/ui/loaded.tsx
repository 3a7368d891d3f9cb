/** One question's three other states: on its way, failed (with what to do), and nothing there yet. */
import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiError } from '../api/client.ts'
import { useText } from '../lang.tsx'
import { explain, words } from './words.ts'

interface LoadedProps<T> {
  readonly query: Pick<UseQueryResult<T, ApiError>, 'data' | 'error' | 'isPending' | 'refetch'>
  /** Shown in place of the content where `isEmpty` says so: what will be here, from when, and what to do to get there. */
  readonly empty?: ReactNode
  isEmpty?(data: T): boolean
  /** Lines of the placeholder while it is on its way. */
  readonly lines?: number
  children(data: T): ReactNode
}

export function Loaded<T>({ query, empty, isEmpty, lines = 4, children }: LoadedProps<T>) {
  if (query.data !== undefined) return isEmpty?.(query.data) === true ? empty : children(query.data)
  if (query.error !== null) return <Failed error={query.error} again={() => void query.refetch()} />
  return <Waiting lines={lines} />
}

export function Waiting({ lines = 4 }: { lines?: number }) {
  const t = useText()
  return (
    <Stack gap={8} aria-busy="true" aria-label={t(words.loading)}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a placeholder have nothing else to tell them apart
        <Skeleton key={line} height={20} width={`${92 - ((line * 17) % 40)}%`} />
      ))}
    </Stack>
  )
}

export function Failed({ error, again }: { error: ApiError; again?: () => void }) {
  const t = useText()
  return (
    <Alert color="red" variant="light" title={t(words.failed)} role="alert">
      <Text size="sm">{t(explain(error))}</Text>
      {again !== undefined && (
        <Button mt="xs" size="xs" variant="default" onClick={again}>
          {t(words.again)}
        </Button>
      )}
    </Alert>
  )
}

/** What will be here, from when, and what to do to get there. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="flex-start" gap={8} p="lg" style={{ background: 'var(--sunken)', borderRadius: 'var(--radius)' }}>
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text c="var(--ink-soft)" maw="72ch">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  )
}
