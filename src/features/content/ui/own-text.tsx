/** The text a person writes or edits, checked while they write, and its way to the desk. */
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { RichText } from '../../../web/ui/rich-text/rich-text.tsx'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { Product } from '../../catalogue/schema.ts'
import type { ProposeBody, WriteBody } from '../schema.ts'
import { FindingList } from './finding-list.tsx'
import { ReworkBar } from './rework-bar.tsx'
import { mended } from './segments.ts'
import { SourcePanel } from './source-panel.tsx'
import classes from './texts.module.css'
import { useCheck } from './use-check.ts'
import { words } from './words.ts'

interface OwnTextProps {
  readonly product: Product
  /** What the versions were asked for with: reworking asks for the same. */
  readonly request: WriteBody
  readonly text: string
  onChange(text: string): void
}

/** Kinds that have headings, lists and links; the others are a line or two. */
const RICH: readonly WriteBody['kind'][] = ['product-description', 'translation']

export function OwnText({ product, request, text, onChange }: OwnTextProps) {
  const t = useText()
  const { lang, kind } = request
  const body = { product: product.id, lang, text }
  const { asked, query, underlined } = useCheck(body)
  const mayPropose = useMay('desk.decide')
  const live = product.description[lang]
  return (
    <Block
      title={t(words.ownText)}
      tools={
        text.trim() === '' &&
        live.trim() !== '' && (
          <Button size="compact-sm" variant="default" onClick={() => void readLive(live).then(onChange)}>
            {t(words.editLive)}
          </Button>
        )
      }
    >
      <div className={classes.own}>
        <Soft>{t(words.ownHint)}</Soft>
        {RICH.includes(kind) ? (
          <RichText
            label={t(words.ownText)}
            withLabel={false}
            value={text}
            underlined={underlined}
            onChange={onChange}
          />
        ) : (
          <GrowingTextarea
            aria-label={t(words.ownText)}
            rows={6}
            mostRows={24}
            value={text}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )}
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
                <SourcePanel {...body} text={asked} />
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
        {mayPropose && text.trim() !== '' && <Propose {...body} />}
      </div>
    </Block>
  )
}

/** The present description as the editor writes it; loaded with the editor. */
async function readLive(live: string): Promise<string> {
  const { markdownOf } = await import('../../../web/ui/rich-text/markdown-of.ts')
  return markdownOf(live)
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
