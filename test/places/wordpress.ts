/** WordPress's REST API: posts with slugs of which there is but one each, and a bin. */
import { z } from 'zod'
import { type Asked, serve, type TestShop } from '../shops/serve.ts'

const posted = z.object({
  title: z.string(),
  content: z.string(),
  slug: z.string(),
  status: z.enum(['publish', 'draft']),
  excerpt: z.string(),
})
interface Post extends z.infer<typeof posted> {
  readonly id: number
  isInBin: boolean
}

export interface TestWordPress extends TestShop {
  readonly posts: Post[]
}

export async function startWordPress(user: string, password: string): Promise<TestWordPress> {
  const posts: Post[] = []
  const login = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const isWrite = ({ method }: Asked) => method === 'POST'
  const shown = ({ id, slug, status, title, content }: Post) => ({
    id,
    slug,
    status,
    link: `https://blog.example/${slug}/`,
    title: { raw: title },
    // As WordPress keeps it: without what this user may not write.
    content: { raw: content.replaceAll(/<\/?script[^>]*>/g, '') },
  })
  const server = await serve(({ method, url, headers, body }) => {
    const path = url.pathname.replace('/wp-json/wp/v2/', '')
    if (headers.authorization !== login)
      return { status: 401, json: { code: 'incorrect_password', message: 'The application password is wrong.' } }
    if (path === 'users/me') return { status: 200, json: { name: 'Redaktion' } }
    if (path === 'posts' && method === 'GET') {
      const states = (url.searchParams.get('status') ?? 'publish').split(',')
      const slug = url.searchParams.get('slug')
      return {
        status: 200,
        json: posts.filter((one) => !one.isInBin && one.slug === slug && states.includes(one.status)).map(shown),
      }
    }
    if (path === 'posts') {
      const given = posted.parse(body)
      const isTaken = posts.some((one) => !one.isInBin && one.slug === given.slug)
      const made = { ...given, id: posts.length + 1, slug: isTaken ? `${given.slug}-2` : given.slug, isInBin: false }
      posts.push(made)
      return { status: 201, json: shown(made), wrote: true }
    }
    const one = posts.find(({ id, isInBin }) => path === `posts/${id}` && !isInBin)
    if (one === undefined) return { status: 404, json: { code: 'rest_post_invalid_id' } }
    if (method === 'DELETE') one.isInBin = true
    return { status: 200, json: shown(one) }
  }, isWrite)
  return { ...server, posts }
}
