/** Texts about several products: a category, or a topic and the products that go with it. */
import { Button, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { CatalogueSummary } from '../../catalogue/schema.ts'
import { type PickedProduct, ProductPicker } from '../../catalogue/ui/product-picker.tsx'
import type { GroupBody, WrittenTexts } from '../schema.ts'
import { AskFor } from './ask-for.tsx'
import { OwnGroupText } from './own-group-text.tsx'
import { withoutSentence, withSentence } from './segments.ts'
import { VersionsView } from './versions-view.tsx'
import { groupKindWords, words } from './words.ts'

const MOST_PRODUCTS = 12

type Asked = Omit<GroupBody, 'about' | 'seed' | 'versions'>

export function AboutPage() {
  const t = useText()
  const { lang } = useLocale()
  const [request, setRequest] = useState<Asked>({
    kind: 'category-text',
    lang,
    tone: 'plain',
    length: 'medium',
    address: 'neutral',
  })
  const [subject, setSubject] = useState<'category' | 'topic'>('category')
  const [category, setCategory] = useState('')
  const [title, setTitle] = useState('')
  const [picked, setPicked] = useState<readonly PickedProduct[]>([])
  const [seed, setSeed] = useState(1)
  const [own, setOwn] = useState('')
  const { mutate, isPending, error, data } = useSend<WrittenTexts>([])
  const isReady = subject === 'category' ? category !== '' : picked.length > 0
  const write = () => {
    const topic = {
      title: title.trim() === '' ? {} : { [request.lang]: title.trim() },
      products: picked.map(({ id }) => id),
    }
    const body = { ...request, about: subject === 'category' ? { category } : topic, versions: 3, seed }
    mutate({ path: '/texts/write-about', method: 'POST', body })
    setSeed(seed + 1)
  }
  return (
    <Page title={t(words.aboutSeveral)} about={t(words.aboutSeveralHint)}>
      <Stack gap={12} maw={720}>
        <SegmentedControl
          size="xs"
          aria-label={t(words.subject)}
          value={subject}
          data={[
            { value: 'category', label: t(words.category) },
            { value: 'topic', label: t(words.topic) },
          ]}
          onChange={(value) => setSubject(value === 'topic' ? value : 'category')}
        />
        {subject === 'category' ? (
          <Category value={category} onChange={setCategory} />
        ) : (
          <>
            <TextInput
              size="xs"
              label={t(words.topicTitle)}
              description={t(words.topicHint)}
              maxLength={200}
              value={title}
              onChange={({ currentTarget }) => setTitle(currentTarget.value)}
            />
            <ProductPicker picked={picked} most={MOST_PRODUCTS} onChange={setPicked} />
          </>
        )}
      </Stack>
      <div style={{ marginTop: 12 }}>
        <AskFor
          request={request}
          kinds={groupKindWords}
          onChange={(part) => setRequest((before) => ({ ...before, ...part }))}
        >
          <Button onClick={write} loading={isPending} disabled={!isReady}>
            {t(words.write)}
          </Button>
        </AskFor>
      </div>
      {error !== null && <Failed error={error} />}
      {isPending && <Waiting lines={6} />}
      {data !== undefined && !isPending && (
        <VersionsView
          written={data}
          take={{
            own,
            onEdit: setOwn,
            onSentence: (sentence, isTaken) =>
              setOwn((before) => (isTaken ? withoutSentence(before, sentence) : withSentence(before, sentence))),
          }}
        />
      )}
      {(own !== '' || data !== undefined) && <OwnGroupText lang={request.lang} text={own} onChange={setOwn} />}
    </Page>
  )
}

function Category({ value, onChange }: { value: string; onChange(category: string): void }) {
  const t = useText()
  const { data } = useRead<CatalogueSummary>('/products-summary')
  const names = data?.categories.flatMap(({ category }) => (category === '' ? [] : [category])) ?? []
  return (
    <NativeSelect
      size="xs"
      label={t(words.category)}
      value={value}
      data={[{ value: '', label: t(words.choose) }, ...names]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
