/** What could be wrong with the installation, and what to do about each. */
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Block, Facts } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { Check } from '../schema.ts'
import { levelWords, words } from './words.ts'

const LOOKS = {
  ok: { tone: 'good', icon: IconCircleCheck },
  note: { tone: 'warn', icon: IconInfoCircle },
  fault: { tone: 'bad', icon: IconAlertTriangle },
} as const

export function ChecksView() {
  const t = useText()
  const query = useRead<{ items: readonly Check[] }>('/system/checks')
  return (
    <Block
      title={t(words.checks)}
      tools={
        <Button size="compact-sm" variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t(words.checkAgain)}
        </Button>
      }
    >
      <Loaded query={query} lines={6}>
        {({ items }) => (
          <Facts
            items={items.map(({ level, about, text }) => ({
              label: capital(t(about)),
              value: (
                <>
                  <Badge {...LOOKS[level]}>{t(levelWords[level])}</Badge> {t(text)}
                </>
              ),
            }))}
          />
        )}
      </Loaded>
    </Block>
  )
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
