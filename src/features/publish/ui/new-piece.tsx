/** Making a piece by hand: what, where, the text, and when it is to go out. */
import { Input, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { send } from '../../../web/api/client.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { GrowingTextarea } from '../../../web/ui/growing-textarea.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { RichText } from '../../../web/ui/rich-text/rich-text.tsx'
import { explain } from '../../../web/ui/words.ts'
import { useCheck } from '../../content/ui/use-check.ts'
import {
  BLOG_PLACES,
  type NewPieceBody,
  PIECE_KINDS,
  type PieceKind,
  type Plan,
  type PlannedPiece,
  SOCIAL_PLACES,
} from '../schema.ts'
import { HaveWritten } from './have-written.tsx'
import { kindWords, langWords, placeWords, words } from './words.ts'

const PLACES: Readonly<Record<PieceKind, readonly PlannedPiece['place'][]>> = {
  'social-post': SOCIAL_PLACES,
  'blog-post': BLOG_PLACES,
  newsletter: ['mail', 'file'],
}

interface Fields {
  readonly kind: PieceKind
  readonly place: PlannedPiece['place']
  readonly lang: 'de' | 'en'
  /** Title of an article, subject line of a newsletter. */
  readonly head: string
  /** Link of a post, preheader of a newsletter. */
  readonly beside: string
  readonly text: string
  readonly day: string
  readonly time: string
  /** The product a text was written about; null: none, or several. */
  readonly productId: number | null
  readonly picture: { readonly id: string; readonly alt: string } | null
}

interface NewPieceProps {
  /** Which are set up. */
  readonly places: Plan['places']
  onClose(): void
}

export function NewPiece({ places, onClose }: NewPieceProps) {
  const t = useText()
  const { lang } = useLocale()
  const { mutate, isPending, error } = useSend<{ id: string }>(['pieces', 'proposals', 'desk'])
  const isThere = (place: PlannedPiece['place']) => place === 'file' || places.some((one) => one === place)
  const firstOf = (kind: PieceKind) => PLACES[kind].find(isThere) ?? 'file'
  const [fields, setFields] = useState<Fields>({
    kind: 'social-post',
    place: firstOf('social-post'),
    lang,
    head: '',
    beside: '',
    text: '',
    day: '',
    time: '09:00',
    productId: null,
    picture: null,
  })
  const set = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }))
  const save = () =>
    mutate(
      { path: '/pieces', method: 'POST', body: bodyOf(fields) },
      {
        onSuccess() {
          notify({ message: words.saved, tone: 'good' })
          onClose()
        },
      },
    )
  const { kind, place, text, head } = fields
  return (
    <Confirm
      opened
      title={t(words.add)}
      action={t(words.save)}
      busy={isPending}
      disabled={text.trim() === '' || (kind !== 'social-post' && head.trim() === '')}
      onConfirm={save}
      onClose={onClose}
    >
      <Stack gap="sm">
        {error !== null && <Failed error={error} />}
        <NativeSelect
          label={t(words.kind)}
          value={kind}
          data={PIECE_KINDS.map((value) => ({ value, label: t(kindWords[value]) }))}
          onChange={({ currentTarget }) => {
            const next = PIECE_KINDS.find((one) => one === currentTarget.value) ?? kind
            set({ kind: next, place: firstOf(next), productId: null })
          }}
        />
        <NativeSelect
          label={t(words.place)}
          value={place}
          data={PLACES[kind].map((value) => ({
            value,
            label: isThere(value) ? t(placeWords[value]) : `${t(placeWords[value])} (${t(words.notSetUp)})`,
            disabled: !isThere(value),
          }))}
          onChange={({ currentTarget }) =>
            set({ place: PLACES[kind].find((one) => one === currentTarget.value) ?? place })
          }
        />
        <NativeSelect
          label={t(words.lang)}
          value={fields.lang}
          data={(['de', 'en'] as const).map((value) => ({ value, label: t(langWords[value]) }))}
          onChange={({ currentTarget }) => set({ lang: currentTarget.value === 'en' ? 'en' : 'de' })}
        />
        <HaveWritten
          key={kind}
          kind={kind}
          lang={fields.lang}
          onTake={({ head: first, beside, text: said }, productId) =>
            set({ head: first, text: said, productId, ...(beside === null ? {} : { beside }) })
          }
        />
        <WordFields fields={fields} onChange={set} />
        {kind === 'social-post' && <PictureField picture={fields.picture} onChange={(picture) => set({ picture })} />}
        <TextInput
          type="date"
          label={t(words.day)}
          description={t(words.dayHint)}
          value={fields.day}
          onChange={({ currentTarget }) => set({ day: currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t(words.time)}
          required
          value={fields.time}
          onChange={({ currentTarget }) => set({ time: currentTarget.value })}
        />
      </Stack>
    </Confirm>
  )
}

function WordFields({ fields, onChange }: { fields: Fields; onChange(part: Partial<Fields>): void }) {
  const t = useText()
  const { kind, head, beside, text, lang, productId } = fields
  const isPost = kind === 'social-post'
  const { underlined } = useCheck({ product: productId, lang, text })
  return (
    <>
      {!isPost && (
        <TextInput
          label={t(kind === 'newsletter' ? words.subject : words.headline)}
          required
          maxLength={200}
          value={head}
          onChange={({ currentTarget }) => onChange({ head: currentTarget.value })}
        />
      )}
      {kind === 'newsletter' && (
        <TextInput
          label={t(words.preheader)}
          maxLength={300}
          value={beside}
          onChange={({ currentTarget }) => onChange({ beside: currentTarget.value })}
        />
      )}
      {isPost ? (
        <GrowingTextarea
          label={t(words.text)}
          required
          rows={3}
          mostRows={16}
          maxLength={50_000}
          value={text}
          onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
        />
      ) : (
        <RichText
          label={t(words.text)}
          value={text}
          underlined={underlined}
          onChange={(said) => onChange({ text: said })}
        />
      )}
      {isPost && (
        <TextInput
          type="url"
          label={t(words.link)}
          value={beside}
          onChange={({ currentTarget }) => onChange({ beside: currentTarget.value })}
        />
      )}
    </>
  )
}

interface PictureFieldProps {
  readonly picture: Fields['picture']
  onChange(picture: Fields['picture']): void
}

function PictureField({ picture, onChange }: PictureFieldProps) {
  const t = useText()
  const keep = async (file: File | undefined) => {
    if (file === undefined) return onChange(null)
    const base64 = await base64Of(file)
    send<{ id: string }>('/piece-pictures', { method: 'POST', body: { base64 } }).then(
      ({ id }) => onChange({ id, alt: picture?.alt ?? '' }),
      (error) => notify({ message: explain(error), tone: 'bad' }),
    )
  }
  return (
    <>
      <Input.Wrapper label={t(words.picture)}>
        <input
          type="file"
          aria-label={t(words.picture)}
          accept="image/jpeg,image/png,image/gif,image/webp"
          onChange={({ currentTarget }) => void keep(currentTarget.files?.[0])}
        />
      </Input.Wrapper>
      {picture !== null && (
        <TextInput
          label={t(words.alt)}
          description={t(words.altHint)}
          maxLength={1_500}
          value={picture.alt}
          onChange={({ currentTarget }) => onChange({ ...picture, alt: currentTarget.value })}
        />
      )}
    </>
  )
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.readAsDataURL(file)
  })
}

function bodyOf({ kind, place, lang, head, beside, text, day, time, picture, productId }: Fields): NewPieceBody {
  const shared = { lang, productId, version1: text, day: day === '' ? null : day, time }
  switch (kind) {
    case 'social-post': {
      const to = SOCIAL_PLACES.find((one) => one === place) ?? 'file'
      const shown = picture === null ? {} : { pictureId: picture.id, pictureAlt: picture.alt }
      return { kind, draft: { ...shared, ...shown, place: to, link: beside.trim() } }
    }
    case 'blog-post':
      return { kind, draft: { ...shared, place: place === 'wordpress' ? place : 'file', title: head.trim() } }
    case 'newsletter': {
      const to = place === 'mail' ? place : 'file'
      return { kind, draft: { ...shared, place: to, subject1: head.trim(), preheader: beside.trim() } }
    }
  }
}
