/** Texts as people and writers write them, as HTML for a shop, a blog or a mail. */
let reader: Promise<(text: string) => string> | null = null

/** Markdown as HTML. Tags in it are text: no markup but what Markdown stands for goes out. */
export async function toHtml(text: string): Promise<string> {
  reader ??= load()
  return (await reader)(text)
}

async function load(): Promise<(text: string) => string> {
  const { openMarkdown, readyMarkdown } = await import('../../core/markdown.ts')
  const markdown = openMarkdown()
  return (text) => markdown.render(readyMarkdown(text)).trim()
}
