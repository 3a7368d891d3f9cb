import { expect, it } from 'vitest'
import { readAll } from './queries.ts'

it('a whole list is read to its last piece', async () => {
  const asked: string[] = []
  const all = await readAll('/team/people', async (path) => {
    asked.push(path)
    return asked.length < 3 ? { items: [asked.length], next: `p/${asked.length}` } : { items: [3], next: null }
  })
  expect(all).toEqual([1, 2, 3])
  expect(asked).toEqual(['', '&after=p%2F1', '&after=p%2F2'].map((after) => `/team/people?limit=200${after}`))
})
