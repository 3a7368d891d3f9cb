/** Whom or what a figure is about: the whole shop, a country, a category, a channel, a product. */
import type { Lang } from '../../core/lang.ts'
import { inCountry } from '../grammar/country.ts'
import { type Name, quoteName } from '../grammar/quote.ts'

export type Scope =
  | { readonly kind: 'total' }
  | { readonly kind: 'country'; readonly country: string }
  | { readonly kind: 'category'; readonly name: Name }
  | { readonly kind: 'channel'; readonly name: Name }
  | { readonly kind: 'product'; readonly name: Name }

/** With a space before it, or nothing for the whole shop: ' in Deutschland', ' über den Kanal „Newsletter“'. */
export function within(scope: Scope, lang: Lang): string {
  const german = lang === 'de'
  switch (scope.kind) {
    case 'total':
      return ''
    case 'country':
      return ` ${inCountry(scope.country, lang)}`
    case 'category':
      return ` in ${german ? 'der Kategorie' : 'the category'} ${quoteName(scope.name, lang)}`
    case 'channel':
      return ` ${german ? 'über den Kanal' : 'through the channel'} ${quoteName(scope.name, lang)}`
    case 'product':
      return ` ${german ? 'mit' : 'with'} ${quoteName(scope.name, lang)}`
  }
}
