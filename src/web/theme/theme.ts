/** Mantine's theme from our tokens: one accent, warm greys, small radius, the sizes 12 to 28. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#e3f0ef',
  '#cbe4e2',
  '#9fcdc9',
  '#70b5b0',
  '#4fb8b0',
  '#2b8b87',
  '#0f7675',
  '#0b6e6e',
  '#095c5c',
  '#064848',
]

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  colors: { petrol },
  autoContrast: true,
  // The library takes the text on a filled button from the light theme's shade, also in the dark one.
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input)
    if (input.variant !== 'filled') return colors
    if (input.color === 'red')
      return { ...colors, background: 'var(--bad)', hover: 'var(--bad)', color: 'var(--on-accent)' }
    return input.color === undefined || input.color === 'petrol' ? { ...colors, color: 'var(--on-accent)' } : colors
  },
  defaultRadius: 6,
  cursorType: 'pointer',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    sizes: { h1: { fontSize: '28px' }, h2: { fontSize: '20px' }, h3: { fontSize: '16px' } },
  },
  respectReducedMotion: true,
})

/** Mantine's own variables follow the tokens, so that its components and ours are of one piece. */
export const resolveVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
  }
  return { variables: {}, light: shared, dark: shared }
}
