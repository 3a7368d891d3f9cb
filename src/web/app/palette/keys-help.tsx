import { Modal } from '@mantine/core'
import { useText } from '../../lang.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useKeyList } from '../../ui/keys.ts'
import { words as uiWords } from '../../ui/words.ts'
import classes from './keys-help.module.css'
import { words } from './words.ts'

/** All shortcuts that hold on this page. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useText()
  const layers = useKeyList()
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
        {layers
          .filter(({ actions }) => actions.length > 0)
          .map(({ title, actions }) => (
            <section key={title.en + actions[0]?.keys}>
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
