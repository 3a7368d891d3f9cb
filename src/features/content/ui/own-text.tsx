/** The text a person writes or edits, checked while they write, and its way to the desk. */
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ApiError, send } from '../../../web/api/client.ts'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { Product } from '../../catalogue/schema.ts'
import type { CheckedText, ProposeBody, WriteBody } from '../schema.ts'
import { FindingList } from './finding-list.tsx'
import { ReworkBar } from './rework-bar.tsx'
import { mended } from './segments.ts'
import { SourcePanel } from './source-panel.tsx'
import classes from './texts.module.css'
import { words } from './words.ts'

interface OwnTextProps {
  readonly product: Product
  /** What the versions were asked for with: reworking asks for the same. */
  readonly request: WriteBody
  readonly text: string
  onChange(text: string): void
}

/** As long as somebody types, the workbench is not asked. */
const TYPING_MS = 400

export function OwnText({ product, request, text, onChange }: OwnTextProps) {
  const t = useText()
  const { lang } = request
  const [asked] = useDebouncedValue(text, TYPING_MS)
  const body = { product: product.id, lang, text: asked }
  const query = useQuery<CheckedText, ApiError>({
    queryKey: ['texts', 'check', body],
    queryFn: ({ signal }) => send<CheckedText>('/texts/check', { method: 'POST', body, signal }),
    enabled: asked.trim() !== '',
  })
  const mayPropose = useMay('desk.decide')
  const live = product.description[lang]
  return (
    <Block title={t(words.ownText)}>
      <div className={classes.own}>
        <Soft>{t(words.ownHint)}</Soft>
        <GrowingTextarea
          aria-label={t(words.ownText)}
          rows={6}
          mostRows={24}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
        {asked.trim() !== '' && (
          <section aria-label={t(words.found)} aria-live="polite">
            {query.data !== undefined && asked === text && (
              <FindingList
                text={text}
                findings={query.data.findings}
                onMend={(finding) => onChange(mended(text, finding))}
              />
            )}
            {query.isPending && <Waiting lines={2} />}
            {query.error !== null && <Failed error={query.error} again={() => void query.refetch()} />}
          </section>
        )}
        {text.trim() !== '' && (
          <>
            <ReworkBar request={request} text={text} onTake={onChange} />
            {asked.trim() !== '' && (
              <details>
                <summary>{t(words.sources)}</summary>
                <SourcePanel {...body} />
              </details>
            )}
            <details>
              <summary>{t(words.against)}</summary>
              <p className={classes.text}>
                {live === '' ? <Soft>{t(words.nothingLive)}</Soft> : <WordDiff before={live} after={text} />}
              </p>
            </details>
          </>
        )}
        {mayPropose && text.trim() !== '' && <Propose product={product.id} lang={lang} text={text} />}
      </div>
    </Block>
  )
}

function Propose({ product, lang, text }: ProposeBody) {
  const t = useText()
  const navigate = useNavigate()
  const { mutate, isPending } = useSend<{ readonly id: string }>(['proposals'])
  const propose = () =>
    mutate(
      { path: '/texts/propose', method: 'POST', body: { product, lang, text } },
      {
        onSuccess: ({ id }) =>
          notify({
            message: words.proposed,
            tone: 'good',
            action: { label: words.open, run: () => void navigate({ to: '/desk/{-$id}', params: { id } }) },
          }),
        onError: (error) => notify({ message: explain(error), tone: 'bad' }),
      },
    )
  return (
    <div className={classes.tools}>
      <Button onClick={propose} loading={isPending}>
        {t(words.propose)}
      </Button>
    </div>
  )
}
