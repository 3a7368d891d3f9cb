/** What changed between two texts, word by word: struck out and underlined, read out as removed and added. */
import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'
import classes from './small.module.css'

export function WordDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => {
    let from = 0
    return diffWordsWithSpace(before, after).map((part) => {
      const place = from
      from += part.value.length
      return { ...part, place }
    })
  }, [before, after])
  return (
    <span className={classes.diff}>
      {parts.map(({ value, added, removed, place }) => {
        const key = `${place}${added ? '+' : removed ? '-' : ''}`
        if (removed) return <del key={key}>{value}</del>
        if (added) return <ins key={key}>{value}</ins>
        return <span key={key}>{value}</span>
      })}
    </span>
  )
}
