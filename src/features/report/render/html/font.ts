import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const FILE = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'

let face: string | null = null

/** The `@font-face` of Inter with the font inside (Latin, 48 KB); other scripts fall back to the reader's own font. */
export function fontFace(): string {
  if (face === null) {
    const data = readFileSync(createRequire(import.meta.url).resolve(FILE)).toString('base64')
    face = `@font-face{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url(data:font/woff2;base64,${data}) format("woff2")}`
  }
  return face
}
