/** The catalogue: the list, and the product that was chosen beside it. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAddress } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { ProductList } from './product-list.tsx'
import { ProductPane } from './product-pane.tsx'
import { words } from './words.ts'

const PATH = '/products/{-$id}'

export function CataloguePage() {
  const t = useText()
  const params: { readonly id?: string } = useParams({ strict: false })
  const { said } = useAddress()
  const navigate = useNavigate()
  const id = params.id ?? null
  useEffect(() => {
    document.title = `${t(words.title)} · Dirigent`
  }, [t])
  const go = (next: string | undefined) => {
    const { variant: _ofAnother, ...search } = said
    void navigate({ to: PATH, params: { id: next }, search, resetScroll: false })
  }
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.product)}
      onBack={() => go(undefined)}
      list={<ProductList selected={id} onOpen={go} />}
      detail={id === null ? null : <ProductPane key={id} id={id} />}
    />
  )
}
