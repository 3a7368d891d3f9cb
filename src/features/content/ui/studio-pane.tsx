/** Texts about one product: what is asked for, the versions that come, and a text of one's own. */
import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Pane } from '../../../web/ui/facts.tsx'
import { Failed, Loaded, Waiting } from '../../../web/ui/loaded.tsx'
import type { Product } from '../../catalogue/schema.ts'
import type { WriteBody } from '../schema.ts'
import { AskFor } from './ask-for.tsx'
import { GrowingView } from './growing-view.tsx'
import { OwnText } from './own-text.tsx'
import { withoutSentence, withSentence } from './segments.ts'
import { useWriting } from './use-writing.ts'
import { VersionsView } from './versions-view.tsx'
import { kindWords, words } from './words.ts'

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
  const { growing, isBusy, written, error, write, stop } = useWriting()
  const isSame = asked !== null && JSON.stringify({ ...asked, seed: 0 }) === JSON.stringify({ ...request, seed: 0 })
  const begin = () => {
    const next = { ...request, seed: isSame ? (asked?.seed ?? 0) + 1 : 1 }
    setAsked(next)
    write(next)
  }
  return (
    <>
      <h1>{t(product.title)}</h1>
      <p>
        <Anchor component={Link} to={`/products/${product.id}`}>
          {t(words.toProduct)}
        </Anchor>
      </p>
      <AskFor request={request} kinds={kindWords} onChange={(part) => setRequest((before) => ({ ...before, ...part }))}>
        <Button onClick={begin} loading={isBusy}>
          {t(isSame ? words.others : words.write)}
        </Button>
        {isBusy && (
          <Button variant="default" onClick={stop}>
            {t(words.stop)}
          </Button>
        )}
      </AskFor>
      {error !== null && <Failed error={error} {...(asked === null ? {} : { again: () => write(asked) })} />}
      {isBusy && growing.length === 0 && <Waiting lines={6} />}
      {written === null && growing.length > 0 && <GrowingView texts={growing} isBusy={isBusy} onEdit={setOwn} />}
      {written !== null && (
        <VersionsView
          written={written}
          take={{
            own,
            onEdit: setOwn,
            onSentence: (sentence, isTaken) =>
              setOwn((before) => (isTaken ? withoutSentence(before, sentence) : withSentence(before, sentence))),
          }}
        />
      )}
      <OwnText product={product} request={request} text={own} onChange={setOwn} />
    </>
  )
}
