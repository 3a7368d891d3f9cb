/** What is known of a thing: pairs of a name and a value, a few figures, and the blocks a pane is made of. */
import type { ReactNode } from 'react'
import classes from './facts.module.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {items.map(({ label, value }) => [<dt key={`${label}-name`}>{label}</dt>, <dd key={label}>{value}</dd>])}
    </dl>
  )
}

export function Figures({ items }: { items: readonly Fact[] }) {
  return (
    <dl className={classes.figures}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface BlockProps {
  readonly title: string
  /** At the right of the title. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

export function Block({ title, tools, children }: BlockProps) {
  return (
    <section className={classes.block} aria-label={title}>
      <div className={classes.head}>
        <h2>{title}</h2>
        {tools}
      </div>
      {children}
    </section>
  )
}

/** The right half of a list with its detail. */
export function Pane({ children }: { children: ReactNode }) {
  return <div className={classes.pane}>{children}</div>
}

/** The left half: filters and the table. */
export function Listing({ children }: { children: ReactNode }) {
  return <div className={classes.listing}>{children}</div>
}

export function Filters({ label, children }: { label: string; children: ReactNode }) {
  return (
    <search className={classes.filters} aria-label={label}>
      {children}
    </search>
  )
}

export function Soft({ children }: { children: ReactNode }) {
  return <span className={classes.soft}>{children}</span>
}
