/** The width from which on down a screen is a phone's. */
export const PHONE = '(max-width: 820px)'
