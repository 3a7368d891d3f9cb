/** Orders of many descriptions: a new one, and how far the others have come. */
import { Button, NativeSelect, NumberInput, Progress, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Block } from '../../../web/ui/facts.tsx'
import { Empty, Failed, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { Page } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/when.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { CatalogueSummary } from '../../catalogue/schema.ts'
import type { Approved, Bulk } from '../schema.ts'
import classes from './bulk.module.css'
import { approvedText, countsText, langWords, lengthWords, statusWords, toneWords, words } from './words.ts'

const TOPICS = ['bulk-texts', 'proposals', 'desk']

export function BulkPage() {
  const t = useText()
  const mayOrder = useMay('desk.decide')
  const query = useRead<{ items: readonly Bulk[] }>('/bulk-texts')
  return (
    <Page title={t(words.title)} about={t(words.about)}>
      {mayOrder && <NewOrder />}
      <Block title={t(words.orders)}>
        <Loaded
          query={query}
          isEmpty={({ items }) => items.length === 0}
          empty={<Empty title={t(words.none)}>{t(words.noneHint)}</Empty>}
        >
          {({ items }) => (
            <ol className={classes.orders}>
              {items.map((bulk) => (
                <Order key={bulk.id} bulk={bulk} mayOrder={mayOrder} />
              ))}
            </ol>
          )}
        </Loaded>
      </Block>
    </Page>
  )
}

function NewOrder() {
  const t = useText()
  const { lang } = useLocale()
  const summary = useRead<CatalogueSummary>('/products-summary')
  const { mutate, isPending, error } = useSend<Bulk>(TOPICS)
  const [asked, setAsked] = useState({
    category: '',
    brand: '',
    text: '',
    lang,
    tone: 'plain',
    length: 'medium',
    sample: 10,
  })
  const set = (part: Partial<typeof asked>) => setAsked((before) => ({ ...before, ...part }))
  const choice = (key: 'lang' | 'tone' | 'length', options: Readonly<Record<string, { de: string; en: string }>>) => (
    <NativeSelect
      size="xs"
      label={t(words[key])}
      value={asked[key]}
      data={Object.entries(options).map(([value, word]) => ({ value, label: t(word) }))}
      onChange={({ currentTarget }) => set({ [key]: currentTarget.value })}
    />
  )
  const among = (key: 'category' | 'brand', names: readonly string[]) => (
    <NativeSelect
      size="xs"
      label={t(words[key])}
      value={asked[key]}
      data={[{ value: '', label: t(words.all) }, ...names.filter((name) => name !== '')]}
      onChange={({ currentTarget }) => set({ [key]: currentTarget.value })}
    />
  )
  const begin = () => {
    const { category, brand, text, ...request } = asked
    const given = Object.entries({ category, brand, text: text.trim() }).filter(([, value]) => value !== '')
    mutate({
      path: '/bulk-texts',
      method: 'POST',
      body: { ...request, filter: { status: 'active', ...Object.fromEntries(given) } },
    })
  }
  return (
    <Block title={t(words.ask)}>
      <form
        className={classes.ask}
        aria-label={t(words.ask)}
        onSubmit={(event) => {
          event.preventDefault()
          begin()
        }}
      >
        {among('category', summary.data?.categories.map(({ category }) => category) ?? [])}
        {among('brand', summary.data?.brands.map(({ brand }) => brand) ?? [])}
        <TextInput
          size="xs"
          label={t(words.search)}
          maxLength={200}
          value={asked.text}
          onChange={({ currentTarget }) => set({ text: currentTarget.value })}
        />
        {choice('lang', langWords)}
        {choice('tone', toneWords)}
        {choice('length', lengthWords)}
        <NumberInput
          size="xs"
          label={t(words.sample)}
          min={1}
          max={50}
          value={asked.sample}
          onChange={(value) => set({ sample: Number(value) || 1 })}
        />
        <Button type="submit" size="xs" loading={isPending}>
          {t(words.begin)}
        </Button>
      </form>
      {error !== null && <Failed error={error} />}
    </Block>
  )
}

function Order({ bulk, mayOrder }: { bulk: Bulk; mayOrder: boolean }) {
  const t = useText()
  const { id, status, products, items, error, notes, askedAt } = bulk
  return (
    <li className={classes.order} aria-label={t(statusWords[status])}>
      <div className={classes.head}>
        <strong>{t(statusWords[status])}</strong>
        <When at={askedAt} />
      </div>
      <Progress
        value={products === 0 ? 100 : ((products - items.waiting) / products) * 100}
        aria-label={`${products - items.waiting} / ${products}`}
      />
      <p>{t(countsText(bulk))}</p>
      {error !== null && <p className={classes.error}>{error}</p>}
      {mayOrder && <Steps key={id} bulk={bulk} />}
      {notes.length > 0 && (
        <details>
          <summary>{t(words.notes)}</summary>
          <ul>
            {notes.map(({ product, title, note }) => (
              <li key={product}>
                {t(title)}: {t(note)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

/** What can be done where the order stands. */
function Steps({ bulk: { id, status, desk } }: { bulk: Bulk }) {
  const t = useText()
  const { mutate, isPending } = useSend<Bulk>(TOPICS)
  const approve = useApproveAll(id)
  const button = (name: 'stop' | 'resume' | 'continue', disabled = false) => (
    <Button
      size="compact-sm"
      variant={name === 'stop' ? 'default' : 'filled'}
      loading={isPending}
      disabled={disabled}
      onClick={() =>
        mutate(
          { path: `/bulk-texts/${id}/${name}`, method: 'POST' },
          { onError: (error) => notify({ message: explain(error), tone: 'bad' }) },
        )
      }
    >
      {t(words[name])}
    </Button>
  )
  return (
    <div className={classes.steps}>
      {(status === 'sample' || status === 'rest') && button('stop')}
      {status === 'stopped' && button('resume')}
      {status === 'review' && button('continue', desk.sampleOpen > 0)}
      {status === 'done' && desk.clean > 0 && (
        <Button size="compact-sm" loading={approve.isBusy} disabled={desk.sampleOpen > 0} onClick={approve.run}>
          {t(words.approve)} ({desk.clean})
        </Button>
      )}
      {desk.clean + desk.withFindings > 0 && (
        <Link to="/desk" search={{ skill: 'content.product-description' }}>
          {t(words.toDesk)}
        </Link>
      )}
    </div>
  )
}

/** Some at a time, until none is left or none of them could be approved. */
function useApproveAll(id: string) {
  const { mutateAsync } = useSend<Approved>(TOPICS)
  const [isBusy, setBusy] = useState(false)
  const work = async () => {
    let count = 0
    for (let left = 1, approved = 1; left > 0 && approved > 0; ) {
      const answer = await mutateAsync({ path: `/bulk-texts/${id}/approve`, method: 'POST' })
      left = answer.left
      approved = answer.approved
      count += approved
      notify({ message: approvedText(count), tone: 'good', about: id })
    }
  }
  const run = () => {
    setBusy(true)
    work()
      .catch((error) => notify({ message: explain(error), tone: 'bad' }))
      .finally(() => setBusy(false))
  }
  return { isBusy, run }
}
