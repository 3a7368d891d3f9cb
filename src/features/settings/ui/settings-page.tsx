/** Settings: what people set here, how long what is kept, what holds, and whether the installation is sound. */
import { useReadVersioned } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import { ChecksView } from '../../system/ui/checks-view.tsx'
import type { Settings } from '../schema.ts'
import { EffectiveView } from './effective-view.tsx'
import { MinutesForm } from './minutes-form.tsx'
import { RetentionForm } from './retention-form.tsx'
import { ShopForm } from './shop-form.tsx'
import { words } from './words.ts'

export function SettingsPage() {
  const t = useText()
  const query = useReadVersioned<Settings>('/settings')
  return (
    <Page title={t(words.title)} about={t(words.about)}>
      <Loaded query={query} lines={12}>
        {({ data, version }) => (
          <>
            <ShopForm key={`shop ${version}`} settings={data} version={version} />
            <ChecksView />
            <RetentionForm />
            {data.routineMinutes.length > 0 && (
              <MinutesForm key={`minutes ${version}`} settings={data} version={version} />
            )}
            <EffectiveView settings={data} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
