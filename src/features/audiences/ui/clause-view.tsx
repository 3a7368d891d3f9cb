/** A rule in words, with what it joins below it. */
import classes from './audiences.module.css'
import type { Clause } from './definition-words.ts'

export function ClauseView({ clause: { text, parts } }: { clause: Clause }) {
  return (
    <div className={classes.clause}>
      <p>{text}</p>
      {parts.length > 0 && (
        <ul>
          {parts.map((part, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of a rule have no name, and the same may stand twice
            <li key={place}>
              <ClauseView clause={part} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
