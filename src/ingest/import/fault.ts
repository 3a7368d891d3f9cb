import { AppError } from '../../core/errors.ts'

/** The fault of a whole file: which file, which line (null: the file as such), what is expected and what to do. */
export function fileFault(path: string, line: number | null, sentence: string, cause?: unknown): AppError {
  const where = line === null ? path : `${path}, line ${line}`
  const options = cause === undefined ? undefined : { cause }
  return new AppError('input.invalid', `${where}: ${sentence}`, { file: path, line }, options)
}

/** A value as a message quotes it: cut when it is long, bytes and control characters made visible. */
export function quoted(value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 57)}...` : value
  return `'${visible(shown)}'`
}

/** Text with undecodable bytes (kept as lone surrogates, see decode.ts) and NUL written as `\xNN`. */
export function visible(text: string): string {
  if (!isUnreadable(text)) return text
  let out = ''
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (code === 0) out += '\\x00'
    else if (code >= 0xdc80 && code <= 0xdcff) out += `\\x${(code - 0xdc00).toString(16).toUpperCase()}`
    else out += char
  }
  return out
}

/** Whether a field holds bytes that could not be read or NUL. */
export function isUnreadable(field: string): boolean {
  return field.includes('\0') || /\p{Cs}/u.test(field)
}
