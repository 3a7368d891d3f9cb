/** The checks with all their words, and the dictionaries: a third of a second of reading that nobody waits for who checks no text. */
export async function loadChecks() {
  const [{ checkText }, { openSpeller }] = await Promise.all([import('./check-text.ts'), import('./craft/speller.ts')])
  return { checkText, openSpeller }
}
