import { useLocale } from '../../../web/lang.tsx'
import classes from './reports.module.css'

const FORMS = [
  { suffix: 'pdf', word: 'PDF' },
  { suffix: 'html', word: 'HTML' },
  { suffix: 'text', word: 'Text' },
  { suffix: 'json', word: 'JSON' },
] as const

/** The report as a file, to hand on. */
export function ReportForms({ day }: { day: string }) {
  const { lang } = useLocale()
  return (
    <span className={classes.forms}>
      {FORMS.map(({ suffix, word }) => (
        <a key={suffix} href={`/reports/${day}.${suffix}?lang=${lang}`} target="_blank" rel="noreferrer">
          {word}
        </a>
      ))}
    </span>
  )
}
