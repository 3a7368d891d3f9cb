/** Which of the product data each sentence of a text rests on. */
import { useQuery } from '@tanstack/react-query'
import { type ApiError, send } from '../../../web/api/client.ts'
import { useText } from '../../../web/lang.tsx'
import { Soft } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import type { SourcesShown } from '../schema.ts'
import classes from './texts.module.css'
import { sourceWord, words } from './words.ts'

interface SourcePanelProps {
  readonly product: number
  readonly lang: 'de' | 'en'
  readonly text: string
}

export function SourcePanel(body: SourcePanelProps) {
  const t = useText()
  const query = useQuery<SourcesShown, ApiError>({
    queryKey: ['texts', 'sources', body],
    queryFn: ({ signal }) => send<SourcesShown>('/texts/sources', { method: 'POST', body, signal }),
    placeholderData: (before) => before,
  })
  return (
    <Loaded query={query} lines={4}>
      {({ sentences }) => (
        <ol className={classes.sources} aria-label={t(words.sources)}>
          {sentences.map(({ text, facts }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text may say the same twice
            <li key={`${index} ${text}`}>
              <span>{text}</span>
              {facts.length === 0 ? (
                <Soft>{t(words.noSource)}</Soft>
              ) : (
                facts.map(({ name, value }) => (
                  <span key={name} className={classes.source}>
                    {t(sourceWord(name))}
                    {value !== '' && `: ${value}`}
                  </span>
                ))
              )}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}
