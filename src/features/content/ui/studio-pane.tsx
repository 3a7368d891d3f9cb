/** Texts about one product: what is asked for, the versions that come, and a text of one's own. */
import { Anchor, Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { type ApiError, send } from '../../../web/api/client.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Block, Pane, Soft } from '../../../web/ui/facts.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { MachineMark } from '../../../web/ui/machine-mark.tsx'
import { notify } from '../../../web/ui/notify.ts'
import type { Product } from '../../catalogue/schema.ts'
import type { WriteBody, WrittenTexts, WrittenVersion } from '../schema.ts'
import { FindingList } from './finding-list.tsx'
import { MarkedText } from './marked-text.tsx'
import { OwnText } from './own-text.tsx'
import classes from './texts.module.css'
import {
  addressWords,
  kindWords,
  langWords,
  lengthWords,
  overlapText,
  toneWords,
  versionTitle,
  words,
} from './words.ts'

export function StudioPane({ id }: { id: string }) {
  const query = useRead<Product>(`/products/${encodeURIComponent(id)}`)
  return (
    <Pane>
      <Loaded query={query} lines={12}>
        {(product) => <Studio product={product} />}
      </Loaded>
    </Pane>
  )
}

function Studio({ product }: { product: Product }) {
  const t = useText()
  const { lang } = useLocale()
  const [request, setRequest] = useState<WriteBody>({
    product: product.id,
    kind: 'product-description',
    lang,
    tone: 'plain',
    length: 'medium',
    address: 'neutral',
    versions: 3,
    seed: 1,
  })
  const [asked, setAsked] = useState<WriteBody | null>(null)
  const [own, setOwn] = useState('')
  const query = useQuery<WrittenTexts, ApiError>({
    queryKey: ['texts', 'write', asked],
    queryFn: ({ signal }) => send<WrittenTexts>('/texts/write', { method: 'POST', body: asked, signal }),
    enabled: asked !== null,
  })
  const isSame = asked !== null && JSON.stringify({ ...asked, seed: 0 }) === JSON.stringify({ ...request, seed: 0 })
  const write = () => setAsked({ ...request, seed: isSame ? (asked?.seed ?? 0) + 1 : 1 })
  return (
    <>
      <h1>{t(product.title)}</h1>
      <p>
        <Anchor component={Link} to={`/products/${product.id}`}>
          {t(words.toProduct)}
        </Anchor>
      </p>
      <AskFor request={request} onChange={setRequest}>
        <Button onClick={write} loading={query.isFetching}>
          {t(isSame ? words.others : words.write)}
        </Button>
      </AskFor>
      {asked !== null && (
        <Loaded query={query} lines={6}>
          {(written) => <Versions written={written} onEdit={setOwn} />}
        </Loaded>
      )}
      <OwnText product={product.id} lang={request.lang} text={own} onChange={setOwn} />
    </>
  )
}

interface AskForProps {
  readonly request: WriteBody
  readonly children: React.ReactNode
  onChange(request: WriteBody): void
}

function AskFor({ request, children, onChange }: AskForProps) {
  const t = useText()
  const choice = <K extends 'kind' | 'lang' | 'tone' | 'length' | 'address'>(
    key: K,
    label: Text,
    options: Readonly<Record<WriteBody[K], Text>>,
  ) => {
    const values = Object.keys(options) as WriteBody[K][] // the record's own keys
    return (
      <NativeSelect
        size="xs"
        label={t(label)}
        value={request[key]}
        data={values.map((value) => ({ value, label: t(options[value]) }))}
        onChange={({ currentTarget }) => {
          const chosen = values.find((value) => value === currentTarget.value)
          if (chosen !== undefined) onChange({ ...request, [key]: chosen })
        }}
      />
    )
  }
  return (
    <form className={classes.ask} aria-label={t(words.ask)} onSubmit={(event) => event.preventDefault()}>
      {choice('kind', words.kind, kindWords)}
      {choice('lang', words.lang, langWords)}
      {choice('tone', words.tone, toneWords)}
      {choice('length', words.length, lengthWords)}
      {request.lang === 'de' && choice('address', words.address, addressWords)}
      {children}
    </form>
  )
}

function Versions({ written, onEdit }: { written: WrittenTexts; onEdit(text: string): void }) {
  const t = useText()
  const format = useFormat()
  const { versions, missing, maxOverlap, overlapBound, author, notes } = written
  if (missing !== null) return <Empty title={t(words.tooLittle)}>{t(missing)}</Empty>
  const shares = { max: format.value(maxOverlap, 'ratio'), bound: format.value(overlapBound, 'ratio') }
  return (
    <Block title={t(words.versions)} tools={<Soft>{t(overlapText(versions.length, shares))}</Soft>}>
      {notes.map((note) => (
        <p key={note.en}>{t(note)}</p>
      ))}
      <ol className={classes.versions}>
        {versions.map((version, index) => (
          <Version key={version.text} version={version} number={index + 1} author={author} onEdit={onEdit} />
        ))}
      </ol>
    </Block>
  )
}

interface VersionProps {
  readonly version: WrittenVersion
  readonly number: number
  readonly author: WrittenTexts['author']
  onEdit(text: string): void
}

function Version({ version: { text, sentences, findings }, number, author, onEdit }: VersionProps) {
  const t = useText()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    notify({ message: words.copied, tone: 'good' })
  }
  return (
    <li className={classes.version}>
      <h3>{t(versionTitle(number))}</h3>
      <MachineMark version={`${author.name} ${author.version}`} />
      <MarkedText text={text} findings={findings} sentences={sentences} />
      {findings.length > 0 && <FindingList text={text} findings={findings} />}
      <div className={classes.tools}>
        <Button size="compact-sm" variant="default" onClick={() => onEdit(text)}>
          {t(words.edit)}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => void copy()}>
          {t(words.copy)}
        </Button>
      </div>
    </li>
  )
}
