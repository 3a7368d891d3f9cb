/** The prompt library: which prompts there are on the left, one of them on the right. */
import { Title } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { LANGS } from '../../../core/lang.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Listing, Pane, Soft } from '../../../web/ui/facts.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { kindWords, langWords } from '../../content/ui/words.ts'
import type { PromptList } from '../schema.ts'
import { PromptPane } from './prompt-pane.tsx'
import classes from './prompts.module.css'
import { SpendView } from './spend-view.tsx'
import { casesText, trialText, versionText, words } from './words.ts'

type Item = PromptList['items'][number]

const nameOf = ({ kind, lang }: Pick<Item, 'kind' | 'lang'>) => `${kind}.${lang}`

export function PromptsPage() {
  const t = useText()
  const navigate = useNavigate()
  const params: { readonly name?: string } = useParams({ strict: false })
  const name = params.name ?? null
  const query = useRead<PromptList>('/prompts')
  usePageTitle(t(words.title))
  const item = query.data?.items.find((one) => nameOf(one) === name)
  const detail =
    name === null ? null : query.data !== undefined && item === undefined ? (
      <Pane>
        <Empty title={t(words.unknown)} />
      </Pane>
    ) : (
      item !== undefined && <PromptPane key={name} kind={item.kind} lang={item.lang} />
    )
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.title)}
      onBack={() => void navigate({ to: '/prompts/{-$name}', params: { name: undefined } })}
      list={
        <Listing>
          <Title order={1} size="h3">
            {t(words.title)}
          </Title>
          <p>
            <Soft>{t(words.about)}</Soft>
          </p>
          <Loaded query={query} lines={8}>
            {({ items }) => <Kinds items={items} name={name} />}
          </Loaded>
          <SpendView />
        </Listing>
      }
      hint={<Empty title={t(words.choose)}>{t(words.chooseHint)}</Empty>}
      detail={detail}
    />
  )
}

function Kinds({ items, name }: { items: readonly Item[]; name: string | null }) {
  const t = useText()
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  return (
    <ul className={classes.kinds}>
      {kinds.map((kind) => {
        const own = items.filter((item) => item.kind === kind)
        return (
          <li key={kind} className={classes.kind}>
            <span>{t(kindWords[kind])}</span>
            <span className={classes.langs}>
              {LANGS.flatMap((lang) => own.find((item) => item.lang === lang) ?? []).map((item) => (
                <Link
                  key={item.lang}
                  className={classes.lang}
                  to="/prompts/{-$name}"
                  params={{ name: nameOf(item) }}
                  aria-current={nameOf(item) === name ? 'page' : undefined}
                  aria-label={[kindWords[kind], langWords[item.lang], ...aboutItem(item)].map(t).join(', ')}
                  title={aboutItem(item).map(t).join(', ')}
                >
                  {t(langWords[item.lang])} · {item.standing.current}
                  {item.standing.candidate !== null && ` / ${item.standing.candidate}`}
                </Link>
              ))}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function aboutItem({ standing: { current, candidate, share }, cases }: Item) {
  return [versionText(current), ...(candidate === null ? [] : [trialText(candidate, share)]), casesText(cases)]
}
