/** Gartner's four scenarios of people and AI as presets: who leads, and whether the work stays the same. Pure. */
import type { Text } from '../../core/lang.ts'
import type { Level, PresetId } from './schema.ts'

/** What a preset looks at in a skill. */
export interface SkillTraits {
  readonly acts: 'inside' | 'outside'
  readonly canUndo: boolean
}

/** 'light' stays in the workbench and can be taken back; 'heavy' reaches the world and cannot. */
type Weight = 'light' | 'medium' | 'heavy'

export function weightOf({ acts, canUndo }: SkillTraits): Weight {
  if (acts === 'inside' && canUndo) return 'light'
  return acts === 'outside' && !canUndo ? 'heavy' : 'medium'
}

interface Preset {
  readonly id: PresetId
  readonly title: Text
  readonly about: Text
  readonly levels: Readonly<Record<Weight, Level>>
}

export const PRESET_LIST: readonly Preset[] = [
  {
    id: 'human-first-same',
    title: { de: 'Menschen zuerst, gleiche Arbeit', en: 'People first, the same work' },
    about: {
      de: 'Das Team arbeitet wie bisher und entscheidet alles selbst. Die KI bereitet nachts Entwürfe vor; was sich draußen nicht zurücknehmen lässt, entwirft sie nur auf Anfrage. Sinnvoll für den Anfang.',
      en: 'The team works as before and decides everything itself. Overnight the AI prepares drafts; what cannot be taken back once it is out it drafts only when asked. A good way to begin.',
    },
    levels: { light: 'suggest', medium: 'suggest', heavy: 'on-request' },
  },
  {
    id: 'human-first-transformed',
    title: { de: 'Menschen zuerst, andere Arbeit', en: 'People first, transformed work' },
    about: {
      de: 'Das Team gibt die Richtung vor und hat den Kopf frei für Neues. Was im Haus bleibt und sich zurücknehmen lässt, geschieht nach einer Frist, wenn niemand widerspricht; über alles andere entscheiden Menschen.',
      en: 'The team sets the direction and has its hands free for new things. What stays in the house and can be taken back happens after a delay unless somebody objects; people decide everything else.',
    },
    levels: { light: 'veto', medium: 'suggest', heavy: 'suggest' },
  },
  {
    id: 'ai-first-same',
    title: { de: 'KI zuerst, gleiche Arbeit', en: 'AI first, the same work' },
    about: {
      de: 'Die KI erledigt die Routine, wenige Menschen springen ein, wo sie nicht weiterkommt. Umkehrbares im Haus tut sie gleich, das Übrige nach einer Frist; was sich draußen nicht zurücknehmen lässt, geben Menschen frei.',
      en: 'The AI does the routine, and few people step in where it cannot go on. What can be taken back in the house it does at once, the rest after a delay; what cannot be taken back outside is approved by people.',
    },
    levels: { light: 'auto', medium: 'veto', heavy: 'suggest' },
  },
  {
    id: 'ai-first-transformed',
    title: { de: 'KI zuerst, andere Arbeit', en: 'AI first, transformed work' },
    about: {
      de: 'Die KI führt das Geschäft innerhalb der Budgets und Grenzen, die Menschen setzen; sie beaufsichtigen, statt freizugeben. Nur für das, was sich draußen nicht zurücknehmen lässt, bleibt eine Frist zum Einspruch. Erst wählen, wenn die Zahlen unten es tragen.',
      en: 'The AI runs the business within budgets and limits that people set; they supervise instead of approving. Only what cannot be taken back outside leaves time to object. Choose it when the figures below bear it out.',
    },
    levels: { light: 'auto', medium: 'auto', heavy: 'veto' },
  },
]

export function levelFor(preset: Preset, skill: SkillTraits): Level {
  return preset.levels[weightOf(skill)]
}
