/** All rows of the list as a CSV file, those too that were not read yet. */
import { useState } from 'react'
import { send } from '../../../web/api/client.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { saveFile, toCsv } from '../../../web/ui/table/csv.ts'
import type { ProposalRow } from '../schema.ts'
import { type Filters, listPath } from './filters.ts'
import { tell } from './tell.ts'
import { stateWords, words } from './words.ts'

export function useExport(filters: Filters) {
  const t = useText()
  const { lang, currency } = useLocale()
  const [isSaving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    try {
      const rows = await readAll(listPath(filters))
      const columns = [
        { title: t(words.title), unit: 'text', value: (row: ProposalRow) => t(row.title) },
        { title: t(words.skill), unit: 'text', value: (row: ProposalRow) => t(row.skillTitle) },
        { title: t(words.subject), unit: 'text', value: (row: ProposalRow) => t(row.subject.label) },
        { title: t(words.view), unit: 'text', value: (row: ProposalRow) => t(stateWords[row.state]) },
        { title: t(words.effect), unit: 'cents', value: (row: ProposalRow) => row.effect?.cents ?? null },
        { title: t(words.errors), unit: 'count', value: (row: ProposalRow) => row.findings.error },
        { title: t(words.warnings), unit: 'count', value: (row: ProposalRow) => row.findings.warning },
        { title: t(words.person), unit: 'text', value: (row: ProposalRow) => row.assignee?.name ?? null },
        { title: t(words.proposed), unit: 'text', value: (row: ProposalRow) => row.createdAt },
      ] as const
      saveFile('proposals.csv', toCsv(columns, rows, { lang, currency }), 'text/csv;charset=utf-8')
    } catch (error) {
      tell(error)
    } finally {
      setSaving(false)
    }
  }
  return { save: () => void save(), isSaving }
}

/** Reads a list of proposals to its end. @param path with its query */
export async function readAll(path: string): Promise<ProposalRow[]> {
  const found: ProposalRow[] = []
  let after: string | null = null
  do {
    const place: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
    const piece: { items: ProposalRow[]; next: string | null } = await send(`${path}${place}`)
    found.push(...piece.items)
    after = piece.next
  } while (after !== null)
  return found
}
