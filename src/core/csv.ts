/** A field of a CSV file; one that a spreadsheet would take for a formula is shown as text. */
export function csvField(field: string): string {
  const safe = /^[=+@\t\r]/.test(field) ? `'${field}` : field
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
