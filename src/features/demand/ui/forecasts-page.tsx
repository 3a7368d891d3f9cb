/** Forecasts: what will sell, and the one that was chosen beside it. */
import { useOpened } from '../../../web/address.ts'
import { useText } from '../../../web/lang.tsx'
import { usePageTitle } from '../../../web/ui/page.tsx'
import { Split } from '../../../web/ui/split.tsx'
import { ForecastList } from './forecast-list.tsx'
import { ForecastPane } from './forecast-pane.tsx'
import { words } from './words.ts'

export function ForecastsPage() {
  const t = useText()
  const { id, open } = useOpened('/forecasts/{-$id}')
  usePageTitle(t(words.title))
  return (
    <Split
      listLabel={t(words.list)}
      detailLabel={t(words.one)}
      onBack={() => open(undefined)}
      list={<ForecastList selected={id} onOpen={open} />}
      detail={id === null ? null : <ForecastPane key={id} place={id} />}
    />
  )
}
