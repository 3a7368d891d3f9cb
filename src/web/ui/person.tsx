/** A person's name with initials; what a person did bears it. */
import classes from './small.module.css'

export function Person({ name }: { name: string }) {
  return (
    <span className={classes.person}>
      <Initials name={name} />
      <span>{name}</span>
    </span>
  )
}

export function Initials({ name }: { name: string }) {
  return (
    <span className={classes.initials} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const parts = name.split(/[\s.@-]+/).filter((part) => part !== '')
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  return ends.map((part) => [...(part ?? '')][0]?.toUpperCase() ?? '').join('')
}
