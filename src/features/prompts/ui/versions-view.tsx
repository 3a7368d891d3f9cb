/** The versions of a prompt with how their drafts fared, and what differs between two of them. */
import { Button, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { formatRange } from '../../../language/format.ts'
import { useMay } from '../../../web/api/me.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Block, Soft } from '../../../web/ui/facts.tsx'
import { Failed } from '../../../web/ui/loaded.tsx'
import { When } from '../../../web/ui/when.tsx'
import { WordDiff } from '../../../web/ui/word-diff.tsx'
import { useColleagues } from '../../desk/ui/use-colleagues.ts'
import type { Share, ShownVersion } from '../schema.ts'
import type { PromptViewProps } from './prompt-path.ts'
import classes from './prompts.module.css'
import { useSaveStanding } from './standing-form.tsx'
import { wholeText } from './typed-prompt.ts'
import { shareText, versionText, words } from './words.ts'

interface VersionsViewProps extends PromptViewProps {
  readonly opened: number
  onOpen(version: number): void
}

export function VersionsView({ prompt, seen, opened, onOpen }: VersionsViewProps) {
  const t = useText()
  const may = useMay('desk.decide')
  const colleagues = useColleagues()
  const { standing, versions } = prompt
  const { run, isPending, error } = useSaveStanding(prompt)
  const hold = (version: number) => {
    const { current, candidate, share, owner } = standing
    const isTried = candidate === version || version === current
    run({ current: version, candidate: isTried ? null : candidate, share: isTried ? 0 : share, owner }, seen)
  }
  const nameOf = (by: string) => colleagues.find(({ actor }) => actor === by)?.name ?? by
  return (
    <Block title={t(words.versions)}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {[words.version, words.note, words.by, words.accepted, words.edited].map((label) => (
                <th key={label.en} scope="col">
                  {t(label)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => (
              <tr key={one.version} data-open={one.version === opened || undefined}>
                <td>
                  {one.version} <StateOf version={one.version} standing={standing} />
                </td>
                <td>{one.version === 0 ? t(words.original) : one.note}</td>
                <td>
                  {one.by !== null && nameOf(one.by)} {one.at !== null && <When at={one.at} />}
                </td>
                <td>
                  <ShareOf share={one.accepted} />
                </td>
                <td>
                  <ShareOf share={one.edited} />
                </td>
                <td>
                  <Group gap={6} wrap="nowrap">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${t(versionText(one.version))}: ${t(words.open)}`}
                      onClick={() => onOpen(one.version)}
                    >
                      {t(words.open)}
                    </Button>
                    {may && one.version !== standing.current && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        loading={isPending}
                        aria-label={`${t(versionText(one.version))}: ${t(words.makeHold)}`}
                        onClick={() => hold(one.version)}
                      >
                        {t(one.version < standing.current ? words.rollBack : words.makeHold)}
                      </Button>
                    )}
                  </Group>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {error !== null && <Failed error={error} />}
      <p>
        <Soft>{t(words.ratesHint)}</Soft> <Verdict prompt={prompt} />
      </p>
      {versions.length > 1 && <Difference versions={versions} opened={opened} />}
    </Block>
  )
}

function StateOf({ version, standing }: { version: number; standing: PromptViewProps['prompt']['standing'] }) {
  const t = useText()
  if (version === standing.current) return <strong>{t(words.holdsNow)}</strong>
  if (version !== standing.candidate) return null
  return (
    <strong>
      {t(words.onTrial)} {standing.share} %
    </strong>
  )
}

export function ShareOf({ share: { count, n, low, high } }: { share: Share }) {
  const t = useText()
  const { lang, currency } = useLocale()
  if (low === null || high === null) return <Soft>{t(words.noRates)}</Soft>
  return t(shareText(count, n, formatRange(low, high, 'ratio', { lang, currency })))
}

/** Whether the one on trial fares better, where the intervals leave no doubt. */
function Verdict({ prompt: { standing, versions } }: Pick<PromptViewProps, 'prompt'>) {
  const t = useText()
  const rateOf = (version: number | null) => versions.find((one) => one.version === version)?.accepted
  const [held, tried] = [rateOf(standing.current), rateOf(standing.candidate)]
  if (held?.low == null || held.high === null || tried?.low == null || tried.high === null) return null
  const said = tried.low > held.high ? words.better : tried.high < held.low ? words.worse : words.unclear
  return <strong>{t(said)}</strong>
}

function Difference({ versions, opened }: { versions: readonly ShownVersion[]; opened: number }) {
  const t = useText()
  const [chosen, setChosen] = useState<number | null>(null)
  const after = versions.find(({ version }) => version === opened)
  const others = versions.filter(({ version }) => version !== opened)
  const before =
    others.find(({ version }) => version === chosen) ?? others.find(({ version }) => version < opened) ?? others[0]
  if (before === undefined || after === undefined) return null
  const [from, to] = [wholeText(before), wholeText(after)]
  return (
    <details>
      <summary>
        {t(words.difference)}: {t(versionText(opened))}
      </summary>
      <NativeSelect
        size="xs"
        maw={200}
        my={8}
        label={t(words.against)}
        value={String(before.version)}
        data={others.map(({ version }) => ({ value: String(version), label: String(version) }))}
        onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
      />
      <div className={classes.diff}>{from === to ? t(words.same) : <WordDiff before={from} after={to} />}</div>
    </details>
  )
}
