/** The built-in writer with its nouns and sentence forms: loaded when the first text is written. */
export async function loadWriter() {
  const { writeBuiltIn } = await import('./builtin/write.ts')
  return writeBuiltIn
}

/** The language model as a writer, with what it needs: loaded where one is set, with the first text. */
export async function loadModelWriter() {
  const [{ openModelWriter }, { openLedger }] = await Promise.all([
    import('./model/model-writer.ts'),
    import('./model/ledger.ts'),
  ])
  return { openModelWriter, openLedger }
}

/** What the model has cost. */
export async function loadLedger() {
  return import('./model/ledger.ts')
}

/** The prompts in the code, and what their settings mean. */
export async function loadPrompts() {
  return import('./model/prompt.ts')
}

/** The built-in writer of texts about several products. */
export async function loadGroupWriter() {
  const { writeGroup } = await import('./builtin/group/write-group.ts')
  return writeGroup
}

/** The built-in writer on texts that are there already. */
export async function loadRework() {
  const [{ lengthened, shortened }, { readVersion }, { plainText }, { wordCount }] = await Promise.all([
    import('./builtin/rework.ts'),
    import('./read-version.ts'),
    import('./schema.ts'),
    import('./word-count.ts'),
  ])
  return { lengthened, shortened, readVersion, plainText, wordCount }
}
