/** What is kept on the device: nothing without consent. Where storage is blocked or full, it counts as empty. */

/** The text kept under a name; '' where there is none. */
export function readDevice(name: string): string {
  try {
    return localStorage.getItem(name) || ''
  } catch {
    return ''
  }
}

/** Keeps a text; none removes what was there. */
export function writeDevice(name: string, text: string | undefined): void {
  try {
    if (text) localStorage.setItem(name, text)
    else localStorage.removeItem(name)
  } catch {
    // Blocked or full: the memory of the page has to do.
  }
}
