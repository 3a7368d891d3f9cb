/** Four ways for people and AI to work together, each with a preview of what it would change. */
import { Button, Table } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useMay } from '../../../web/api/me.ts'
import { useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Failed, Waiting } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { Badge } from '../../../web/ui/state-badge.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { Autonomy, PresetAnswer } from '../schema.ts'
import classes from './autonomy.module.css'
import { levelWords, words } from './words.ts'

type Preset = Autonomy['presets'][number]

export function Presets({ presets }: { presets: readonly Preset[] }) {
  const t = useText()
  const may = useMay('autonomy.change')
  const [looked, setLooked] = useState<Preset | null>(null)
  return (
    <section aria-labelledby="presets">
      <h2 id="presets" className={classes.heading}>
        {t(words.presets)}
      </h2>
      <p className={classes.soft}>{t(words.presetsAbout)}</p>
      <ul className={classes.presets}>
        {presets.map((preset) => (
          <li key={preset.id} className={preset.active ? classes.active : undefined}>
            <h3 className={classes.presetTitle}>
              {t(preset.title)}
              {preset.active && (
                <Badge tone="accent" icon={IconCheck}>
                  {t(words.inUse)}
                </Badge>
              )}
            </h3>
            <p>{t(preset.about)}</p>
            {may && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${t(words.preview)}: ${t(preset.title)}`}
                onClick={() => setLooked(preset)}
              >
                {t(words.preview)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {looked !== null && <PresetPreview key={looked.id} preset={looked} onClose={() => setLooked(null)} />}
    </section>
  )
}

function PresetPreview({ preset, onClose }: { preset: Preset; onClose(): void }) {
  const t = useText()
  const look = useSend<PresetAnswer>([])
  const apply = useSend<PresetAnswer>(['autonomy'])
  const ask = look.mutate
  useEffect(() => {
    ask({ path: '/autonomy/preset', method: 'POST', body: { preset: preset.id, preview: true } })
  }, [ask, preset.id])
  const changes = look.data?.changes ?? []
  const confirm = () =>
    apply.mutate(
      { path: '/autonomy/preset', method: 'POST', body: { preset: preset.id } },
      {
        onSuccess() {
          notify({ message: words.applied, tone: 'good' })
          onClose()
        },
        onError: (error) => notify({ message: explain(error), tone: 'bad' }),
      },
    )
  return (
    <Confirm
      opened
      title={t(preset.title)}
      action={t(words.apply)}
      busy={apply.isPending}
      disabled={changes.length === 0}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(preset.about)}</p>
      {look.error !== null && <Failed error={look.error} />}
      {look.isPending && <Waiting lines={3} />}
      {look.data !== undefined && changes.length === 0 && <p>{t(words.nothingChanges)}</p>}
      {changes.length > 0 && (
        <>
          <Table aria-label={t(words.preview)}>
            <Table.Tbody>
              {changes.map(({ skill, title, from, to }) => (
                <Table.Tr key={skill}>
                  <Table.Th scope="row">{t(title)}</Table.Th>
                  <Table.Td>
                    {t(levelWords[from])} → <strong>{t(levelWords[to])}</strong>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <p className={classes.soft}>{t(words.presetNote)}</p>
        </>
      )}
    </Confirm>
  )
}
