/** Versions, sizes and room of the stores. */
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Facts } from '../../../web/ui/facts.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { System } from '../schema.ts'
import { formatBytes } from './bytes.ts'
import { words } from './words.ts'

const LOOK_MS = 15_000

export function StoresView() {
  const t = useText()
  const format = useFormat()
  const { lang } = useLocale()
  const query = useRead<System>('/system', { refetchMs: LOOK_MS })
  const size = (bytes: number) => formatBytes(bytes, lang)
  return (
    <Loaded query={query} lines={6}>
      {({ version, node, startedAt, memoryBytes, freeBytes, dataDir, state, events, outbox }) => (
        <Facts
          items={[
            { label: t(words.version), value: `Dirigent ${version}, Node ${node}` },
            { label: t(words.running), value: <When at={startedAt} /> },
            { label: t(words.memory), value: size(memoryBytes) },
            { label: t(words.folder), value: dataDir },
            ...(freeBytes === null ? [] : [{ label: t(words.free), value: size(freeBytes) }]),
            {
              label: t(words.state),
              value: `${state.version}, ${t(state.embedded ? words.embedded : words.server)}, ${size(state.bytes)}`,
            },
            {
              label: t(words.events),
              value: `ClickHouse ${events.version}, ${t(events.embedded ? words.embedded : words.server)}, ${size(events.bytes)}`,
            },
            { label: t(words.log), value: t(words.logSize(format.count(events.logRows), size(events.logBytes))) },
            { label: t(words.outbox), value: format.count(outbox) },
          ]}
        />
      )}
    </Loaded>
  )
}
