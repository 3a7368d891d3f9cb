/** What stands against a text while somebody writes it. */
import { useDebouncedValue } from '@mantine/hooks'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type ApiError, send } from '../../../web/api/client.ts'
import { useText } from '../../../web/lang.tsx'
import type { Underlined } from '../../../web/ui/rich-text/underlines.ts'
import type { CheckBody, CheckedText } from '../schema.ts'

/** As long as somebody types, the workbench is not asked. */
const TYPING_MS = 400

export interface Checking {
  /** The text as it was asked about last; another one is on its way. */
  readonly asked: string
  readonly query: UseQueryResult<CheckedText, ApiError>
  /** Of the text as it is now; undefined: not known yet. */
  readonly underlined: readonly Underlined[] | undefined
}

export function useCheck({ product, lang, text }: CheckBody): Checking {
  const t = useText()
  const [asked] = useDebouncedValue(text, TYPING_MS)
  const body: CheckBody = { product, lang, text: asked }
  const query = useQuery<CheckedText, ApiError>({
    queryKey: ['texts', 'check', body],
    queryFn: ({ signal }) => send<CheckedText>('/texts/check', { method: 'POST', body, signal }),
    enabled: asked.trim() !== '',
  })
  const findings = asked === text ? query.data?.findings : undefined
  const underlined = useMemo(
    () => findings?.map(({ reason, ...place }) => ({ ...place, reason: t(reason) })),
    [findings, t],
  )
  return { asked, query, underlined }
}
