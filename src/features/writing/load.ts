/** The built-in writer with its nouns and sentence forms: loaded when the first text is written. */
export async function loadWriter() {
  const { writeBuiltIn } = await import('./builtin/write.ts')
  return writeBuiltIn
}

/** The same for texts about several products. */
export async function loadGroupWriter() {
  const { writeGroup } = await import('./builtin/group/write-group.ts')
  return writeGroup
}
