/** Having a piece written: about which products, and which of the versions that come. */
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { type PickedProduct, ProductPicker } from '../../catalogue/ui/product-picker.tsx'
import type { WrittenTexts } from '../../content/schema.ts'
import { toneWords } from '../../content/ui/words.ts'
import type { PieceKind } from '../schema.ts'
import { versionWord, words } from './words.ts'
import { pieceOf, type WrittenPiece } from './written-piece.ts'

interface HaveWrittenProps {
  readonly kind: PieceKind
  readonly lang: 'de' | 'en'
  onTake(piece: WrittenPiece, product: number | null): void
}

/** Of an article or a newsletter; a post is about one. */
const MOST_PRODUCTS = 12

export function HaveWritten({ kind, lang, onTake }: HaveWrittenProps) {
  const t = useText()
  const [picked, setPicked] = useState<readonly PickedProduct[]>([])
  const [title, setTitle] = useState('')
  const [tone, setTone] = useState('plain')
  const [seed, setSeed] = useState(1)
  const { mutate, isPending, error, data } = useSend<WrittenTexts>([])
  const isPost = kind === 'social-post'
  const products = picked.map(({ id }) => id).slice(0, isPost ? 1 : MOST_PRODUCTS)
  const [product = null] = products
  const take = (written: WrittenTexts | undefined, index: number) => {
    const version = written?.versions[index]
    if (version !== undefined) onTake(pieceOf(kind, version), isPost ? product : null)
  }
  const write = () => {
    const asked = { kind, lang, tone, seed }
    const about = { title: title.trim() === '' ? {} : { [lang]: title.trim() }, products }
    mutate(
      isPost
        ? { path: '/texts/write', method: 'POST', body: { ...asked, product } }
        : { path: '/texts/write-about', method: 'POST', body: { ...asked, about } },
      { onSuccess: (written) => take(written, 0) },
    )
    setSeed(seed + 1)
  }
  return (
    <details>
      <summary>{t(words.haveWritten)}</summary>
      <Stack gap="xs" mt={8}>
        <ProductPicker picked={picked} most={isPost ? 1 : MOST_PRODUCTS} onChange={setPicked} />
        {!isPost && (
          <TextInput
            size="xs"
            label={t(words.topic)}
            maxLength={200}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        )}
        <Group gap="xs" align="flex-end">
          <NativeSelect
            size="xs"
            label={t(words.tone)}
            value={tone}
            data={Object.entries(toneWords).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={({ currentTarget }) => setTone(currentTarget.value)}
          />
          <Button size="xs" variant="default" loading={isPending} disabled={product === null} onClick={write}>
            {t(words.haveWritten)}
          </Button>
        </Group>
        {error !== null && <Failed error={error} />}
        {data !== undefined && (
          <div role="status">
            {data.missing !== null && <p>{t(data.missing)}</p>}
            {data.notes.map((note) => (
              <p key={note.en}>{t(note)}</p>
            ))}
            <Group gap={6}>
              {data.versions.map(({ text }, index) => (
                <Button key={text} size="compact-xs" variant="default" onClick={() => take(data, index)}>
                  {t(versionWord(index + 1))}
                </Button>
              ))}
            </Group>
          </div>
        )}
      </Stack>
    </details>
  )
}
