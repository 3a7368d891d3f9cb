/** One part of the account: what it is, and what can be done about it. */
import { type ReactNode, useId } from 'react'
import classes from './account.module.css'

interface SectionProps {
  readonly title: string
  readonly about?: string
  readonly children: ReactNode
}

export function Section({ title, about, children }: SectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {about !== undefined && <p className={classes.about}>{about}</p>}
      {children}
    </section>
  )
}
