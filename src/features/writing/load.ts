/** The built-in writer with its nouns and sentence forms: loaded when the first text is written. */
export async function loadWriter() {
  const { writeBuiltIn } = await import('./builtin/write.ts')
  return writeBuiltIn
}
