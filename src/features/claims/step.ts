/** The step that holds earlier claims against what came. */
import { addDays } from '../../core/time.ts'
import type { Contribution, NightStep } from '../findings/index.ts'
import { checkClaims, leftBand } from './model.ts'
import { readActuals } from './store.ts'

const TITLE = { de: 'Gesagt und gekommen', en: 'Said and came' }

export const claimsStep: NightStep = {
  name: 'claims',
  title: TITLE,
  needs: [],
  async run({ ask, asOf, currency, dueClaims }): Promise<Contribution> {
    const { actualByDay, evidence } = await readActuals(ask, asOf)
    const result = checkClaims(dueClaims, actualByDay, currency)
    const finding = leftBand(result, { day: asOf, currency, evidenceId: evidence.id })
    const tomorrow = addDays(asOf, 1)
    return {
      title: TITLE,
      method: {
        de: 'Jede Vorhersage wird am Tag danach mit dem Ergebnis verglichen; es zählt das letzte Wort vor dem Tag.',
        en: 'Each forecast is compared with the result the day after; the last word before the day counts.',
      },
      figures: [],
      findings: finding === null ? [] : [finding],
      tables: [],
      charts: [],
      evidence: [evidence],
      claims: [],
      notEnoughData:
        dueClaims.length > 0
          ? null
          : {
              de: `Noch ist nichts vorhergesagt, dessen Tag gekommen wäre; der erste Vergleich folgt nach dem ${tomorrow.split('-').reverse().join('.')}.`,
              en: `Nothing has been forecast yet whose day has come; the first comparison follows after ${tomorrow}.`,
            },
    }
  },
}
