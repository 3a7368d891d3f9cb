/** What stands against the words at the caret, and what could stand there instead. */
import { Button } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { useText } from '../../lang.tsx'
import { Kbd } from '../kbd.tsx'
import classes from './rich-text.module.css'
import { mendAtCaret, underlinedAtCaret, underlinedIn } from './underlines.ts'
import { words } from './words.ts'

export function FoundBar({ editor: { state, view } }: { editor: Editor }) {
  const t = useText()
  const places = underlinedIn(state)
  const item = underlinedAtCaret(state)?.item ?? null
  return (
    <div role="status" className={classes.found}>
      {item === null && places.length > 0 && t(words.places(places.length))}
      {item !== null && (
        <>
          <span data-level={item.level}>{item.reason}</span>
          {item.mend !== null && (
            <Button
              size="compact-xs"
              variant="default"
              rightSection={<Kbd keys="alt+Enter" />}
              onClick={() => {
                mendAtCaret(view)
                view.focus()
              }}
            >
              {item.mend === '' ? t(words.leaveOut) : `${t(words.replace)} ${item.mend}`}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
