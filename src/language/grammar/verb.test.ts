import { describe, expect, it } from 'vitest'
import { englishVerb, germanFinite, germanParticiple } from './verb.ts'

describe('German verbs', () => {
  it.each([
    ['steigen', 'steigt', 'steigen', 'stieg', 'stiegen', 'ist', 'sind', 'gestiegen'],
    ['fallen', 'fällt', 'fallen', 'fiel', 'fielen', 'ist', 'sind', 'gefallen'],
    ['liegen', 'liegt', 'liegen', 'lag', 'lagen', 'hat', 'haben', 'gelegen'],
    ['bringen', 'bringt', 'bringen', 'brachte', 'brachten', 'hat', 'haben', 'gebracht'],
    ['kosten', 'kostet', 'kosten', 'kostete', 'kosteten', 'hat', 'haben', 'gekostet'],
    ['kaufen', 'kauft', 'kaufen', 'kaufte', 'kauften', 'hat', 'haben', 'gekauft'],
    ['fehlen', 'fehlt', 'fehlen', 'fehlte', 'fehlten', 'hat', 'haben', 'gefehlt'],
    ['wachsen', 'wächst', 'wachsen', 'wuchs', 'wuchsen', 'ist', 'sind', 'gewachsen'],
    ['wechseln', 'wechselt', 'wechseln', 'wechselte', 'wechselten', 'ist', 'sind', 'gewechselt'],
    ['tragen', 'trägt', 'tragen', 'trug', 'trugen', 'hat', 'haben', 'getragen'],
    ['haben', 'hat', 'haben', 'hatte', 'hatten', 'hat', 'haben', 'gehabt'],
    ['werden', 'wird', 'werden', 'wurde', 'wurden', 'ist', 'sind', 'geworden'],
    ['sein', 'ist', 'sind', 'war', 'waren', 'ist', 'sind', 'gewesen'],
  ] as const)('%s agrees in present, past and perfect', (verb, ...forms) => {
    const finite = (['present', 'past', 'perfect'] as const).flatMap((tense) => [
      germanFinite(verb, tense, 'singular'),
      germanFinite(verb, tense, 'plural'),
    ])
    expect([...finite, germanParticiple(verb)]).toEqual(forms)
  })
})

describe('English verbs', () => {
  it.each([
    ['rise', 'rises', 'rise', 'rose', 'rose', 'has risen', 'have risen'],
    ['fall', 'falls', 'fall', 'fell', 'fell', 'has fallen', 'have fallen'],
    ['be', 'is', 'are', 'was', 'were', 'has been', 'have been'],
    ['carry', 'carries', 'carry', 'carried', 'carried', 'has carried', 'have carried'],
    ['miss', 'misses', 'miss', 'missed', 'missed', 'has missed', 'have missed'],
    ['move', 'moves', 'move', 'moved', 'moved', 'has moved', 'have moved'],
    ['stay', 'stays', 'stay', 'stayed', 'stayed', 'has stayed', 'have stayed'],
  ])('%s agrees in present, past and perfect', (verb, ...forms) => {
    const made = (['present', 'past', 'perfect'] as const).flatMap((tense) => [
      englishVerb(verb, tense, 'singular'),
      englishVerb(verb, tense, 'plural'),
    ])
    expect(made).toEqual(forms)
  })
})
