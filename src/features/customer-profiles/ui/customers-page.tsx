/** Customers: the list, and the person that was chosen beside it. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useAddress } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { CustomerList } from './customer-list.tsx'
import { CustomerPane } from './customer-pane.tsx'
import { words } from './words.ts'

const PATH = '/customers/{-$key}'

export function CustomersPage() {
  const t = useText()
  const params: { readonly key?: string } = useParams({ strict: false })
  const { said } = useAddress()
  const navigate = useNavigate()
  const key = params.key ?? null
  usePageTitle(t(words.title))
  const go = (next: string | undefined) =>
    void navigate({ to: PATH, params: { key: next }, search: said, resetScroll: false })
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.profile)}
      onBack={() => go(undefined)}
      list={<CustomerList selected={key} onOpen={go} />}
      detail={key === null ? null : <CustomerPane key={key} customerKey={key} />}
    />
  )
}
