/** The catalogue: the list, and the product that was chosen beside it. */
import { useOpened } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { ProductList } from './product-list.tsx'
import { ProductPane } from './product-pane.tsx'
import { words } from './words.ts'

export function CataloguePage() {
  const t = useText()
  const { id, open } = useOpened('/products/{-$id}', 'variant')
  usePageTitle(t(words.title))
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.product)}
      onBack={() => open(undefined)}
      list={<ProductList selected={id} onOpen={open} />}
      detail={id === null ? null : <ProductPane key={id} id={id} />}
    />
  )
}
