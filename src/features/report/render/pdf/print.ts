import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'

let ready = false

// pdfmake is one object for the whole process; its fonts and its access rules are set once, before the first document.
function setUp(): void {
  if (ready) return
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/fonts/Roboto.js')), 'Roboto')
  const file = (name: string): string => join(folder, `Roboto-${name}.ttf`)
  const fonts = {
    normal: file('Regular'),
    bold: file('Medium'),
    italics: file('Italic'),
    bolditalics: file('MediumItalic'),
  }
  const allowed = new Set(Object.values(fonts))
  pdfmake.setFonts({ Roboto: fonts })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => allowed.has(path))
  ready = true
}

/** The document as the bytes of a PDF file. It reads nothing but its fonts. */
export async function print(definition: TDocumentDefinitions): Promise<Buffer> {
  setUp()
  return pdfmake.createPdf(definition).getBuffer()
}
