import { Modal } from '@mantine/core'
import type { Text } from '../../../core/lang.ts'
import { useText } from '../../lang.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { type KeyAction, useKeyList } from '../../ui/keys.ts'
import { words as uiWords } from '../../ui/words.ts'
import classes from './keys-help.module.css'
import { words } from './words.ts'

/** All shortcuts that hold on this page. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useText()
  const topics = byTitle(useKeyList())
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(words.keys)}
      size={720}
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': t(uiWords.close) }}
    >
      <p className={classes.hint}>{t(words.keysHint)}</p>
      <div className={classes.layers}>
        {topics.map(({ title, actions }) => (
          <section key={title.en}>
            <h3>{t(title)}</h3>
            <dl>
              {actions.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>
                    <Kbd keys={keys} />
                  </dt>
                  <dd>{t(label)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

/** Several parts of a page say keys under one heading; of two for the same key the newer holds. */
function byTitle(layers: ReturnType<typeof useKeyList>): ReturnType<typeof useKeyList> {
  const topics = new Map<string, { title: Text; actions: Map<string, KeyAction> }>()
  for (const { title, actions } of layers) {
    const topic = topics.get(title.en) ?? { title, actions: new Map() }
    for (const action of actions) topic.actions.set(action.keys, action)
    topics.set(title.en, topic)
  }
  return [...topics.values()]
    .map(({ title, actions }) => ({ title, actions: [...actions.values()] }))
    .filter(({ actions }) => actions.length > 0)
}
