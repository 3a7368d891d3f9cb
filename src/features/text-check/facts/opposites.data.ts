/** Pairs of which a thing is one, German and English: what they are said of stands beside them. */
import { stemOf } from '../text/stem.ts'

const PAIRS =
  'hell dunkel; leicht stark; leicht schwer; grob fein; hart weich; matt glänzend; hoch niedrig; hoch tief; warm kalt; süß trocken; süß herb; mild kräftig; mild scharf; innen außen; vorn hinten; vorder hinter; lang kurz; links rechts; breit schmal; weit eng; dick dünn; offen geschlossen; starr flexibel; fest flüssig; cremig flüssig; stückig cremig; fest lose; glatt rau; gerade gebogen; spitz rund; flach gewölbt; einzeln doppelt; analog digital; manuell automatisch; aktiv passiv; trocken feucht; trocken nass; roh gekocht; frisch getrocknet; gemahlen ganz; lackiert geölt; gewaschen natürlich; poliert gebürstet; neu gebraucht; rein gemischt; tragend freistehend; horizontal vertikal; quer hoch; morgens abends; sommer winter; light dark; light strong; light heavy; coarse fine; hard soft; matt glossy; matte glossy; high low; warm cool; warm cold; sweet dry; mild strong; mild spicy; inner outer; front rear; front back; long short; left right; wide narrow; thick thin; open closed; rigid flexible; solid liquid; creamy runny; creamy liquid; crunchy creamy; smooth rough; straight curved; pointed round; flat curved; single double; analogue digital; manual automatic; active passive; dry wet; raw cooked; fresh dried; ground whole; lacquered oiled; washed natural; polished brushed; new used; horizontal vertical; morning evening; summer winter'

/** By the stem of a word the stems of its opposites. */
export const OPPOSITES: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const made = new Map<string, Set<string>>()
  for (const pair of PAIRS.split('; ')) {
    const [a = '', b = ''] = pair.split(' ').map(stemOf)
    made.set(a, (made.get(a) ?? new Set()).add(b))
    made.set(b, (made.get(b) ?? new Set()).add(a))
  }
  return made
})()
