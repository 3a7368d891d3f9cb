/** Every setting as it holds, and where it was set. */
import { useMemo } from 'react'
import { useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import type { Column } from '../../../web/ui/table/columns.tsx'
import { DataTable } from '../../../web/ui/table/data-table.tsx'
import type { Settings } from '../schema.ts'
import { originWords, words } from './words.ts'

type Setting = Settings['effective'][number]

export function EffectiveView({ settings }: { settings: Settings }) {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<Setting>[] => [
      { key: 'name', label: words.name, value: ({ name }) => name, width: 130 },
      {
        key: 'value',
        label: words.value,
        value: ({ value }) => (value === null ? null : String(value)),
        width: 150,
        grow: 2,
      },
      { key: 'origin', label: words.origin, value: ({ origin }) => t(originWords[origin]), width: 120 },
      { key: 'env', label: words.env, value: ({ env }) => env, width: 200 },
      { key: 'about', label: words.meaning, value: ({ about }) => about, width: 200, grow: 4 },
    ],
    [t],
  )
  return (
    <Block title={t(words.all)}>
      <DataTable
        name="settings"
        label={t(words.all)}
        columns={columns}
        rows={settings.effective}
        rowKey={({ name }) => name}
        tools={<Soft>{t(words.allAbout)}</Soft>}
      />
    </Block>
  )
}
