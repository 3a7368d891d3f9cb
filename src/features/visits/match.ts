/** Which hits are meant by a word of the query string: an event, one step of the checkout, a page. */
import { AppError } from '../../core/errors.ts'
import type { Fragment } from './store.ts'

/** Empty fields say nothing; what is given must all hold. */
export interface HitMatch {
  /** 'Product Viewed', ... */
  readonly type: string
  /** Name of a step of the checkout. */
  readonly step: string
  /** A path, or the beginning of one followed by '*'. */
  readonly path: string
}

const LONGEST = 300

/**
 * Reads 'Product Viewed', 'Checkout Step Viewed|step=payment', 'Page Viewed|path=/sale*' or a bare path '/warenkorb'.
 * @param where the field, for whoever wrote it
 * @throws AppError 'usage.invalid'
 */
export function parseMatch(text: string, where: string): HitMatch {
  if (text.length > LONGEST) throw new AppError('usage.invalid', `${where}: longer than ${LONGEST} characters.`)
  const [head = '', ...conditions] = text.split('|')
  const match = { type: '', step: '', path: '' }
  if (head.startsWith('/')) match.path = head
  else match.type = head
  for (const condition of conditions) {
    const [name, value] = [condition.slice(0, condition.indexOf('=')), condition.slice(condition.indexOf('=') + 1)]
    if ((name !== 'step' && name !== 'path') || value === '') {
      throw new AppError('usage.invalid', `${where}: '${condition}' is neither step=<name> nor path=<path>.`)
    }
    match[name] = value
  }
  if (match.type === '' && match.path === '')
    throw new AppError('usage.invalid', `${where}: names no event and no page.`)
  return match
}

/** The word that `parseMatch` reads this from. */
export function writeMatch({ type, step, path }: HitMatch): string {
  const conditions = [...(step === '' ? [] : [`step=${step}`]), ...(path === '' || type === '' ? [] : [`path=${path}`])]
  return [type === '' ? path : type, ...conditions].join('|')
}

/** Condition on `hits`. @param name start of its parameters' names, unique within the query */
export function matchSql({ type, step, path }: HitMatch, name: string): Fragment {
  const parts: [sql: string, parameter: string, value: string][] = []
  if (type !== '') parts.push([`type = {${name}Type:String}`, `${name}Type`, type])
  if (step !== '') parts.push([`step = {${name}Step:String}`, `${name}Step`, step])
  if (path.endsWith('*')) parts.push([`startsWith(path, {${name}Path:String})`, `${name}Path`, path.slice(0, -1)])
  else if (path !== '') parts.push([`path = {${name}Path:String}`, `${name}Path`, path])
  return {
    sql: parts.map(([sql]) => sql).join(' AND '),
    params: Object.fromEntries(parts.map(([, parameter, value]) => [parameter, value])),
  }
}

/** How people call it: the step, else the event, with its page. */
export function matchName({ type, step, path }: HitMatch): string {
  if (step !== '') return type === 'Checkout Step Viewed' ? step : `${type} (${step})`
  if (path === '') return type
  return type === '' ? path : `${type} (${path})`
}
