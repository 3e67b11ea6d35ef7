import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import i18next from 'i18next'
import { toneResolver } from './theme-tones.ts'
import { foundOptions } from './ui/found-options.ts'

const petrol: MantineColorsTuple = [
  '#e6f3f4',
  '#cfe5e7',
  '#a3ccd0',
  '#75b4ba',
  '#5cc4cd',
  '#2f8f99',
  '#17757f',
  '#0d6670',
  '#0a535b',
  '#073f46',
]
const ink: MantineColorsTuple = [
  '#e6ecea',
  '#bcc9c6',
  '#a3b3b0',
  '#788784',
  '#3a4645',
  '#2c3636',
  '#1c2324',
  '#131819',
  '#0e1213',
  '#090c0c',
]
const stone: MantineColorsTuple = [
  '#f7f8f7',
  '#f0f2f1',
  '#e6eae8',
  '#d9dfdc',
  '#c5cdca',
  '#8b9693',
  '#5a6664',
  '#404b49',
  '#2a3331',
  '#16201f',
]

/** In the language that is set when a dialog or a message opens. */
const closeButtonProps = {
  get 'aria-label'() {
    return i18next.t('close')
  },
}

/** The look: one accent (petrol), neutral stone and ink, a type scale of five steps, a 4-px rhythm. */
export const theme = createTheme({
  colors: { petrol, dark: ink, gray: stone },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: toneResolver,
  black: '#16201f',
  fontFamily:
    'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.125rem', xl: '1.5rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '2rem' },
      h2: { fontSize: '1.125rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.5rem' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  breakpoints: { xs: '30em', sm: '46em', md: '62.5em', lg: '75em', xl: '100em' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ...Object.fromEntries(
      ['Select', 'MultiSelect', 'Autocomplete'].map((name) => [
        name,
        { defaultProps: { filter: foundOptions } },
      ]),
    ),
    // Links are told from text by more than colour; the line is quiet until it is pointed at.
    Anchor: { defaultProps: { underline: 'always' }, classNames: { root: 'quiet-underline' } },
    Modal: {
      defaultProps: { closeButtonProps },
      styles: {
        title: { fontWeight: 600 },
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
      },
    },
  },
})

/** Meaning as colour: `--<tone>` for text and marks, `--<tone>-bg` behind them; each pair holds AA contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  // Buttons without a colour of their own take these, not what `toneResolver` says.
  variables: {
    '--mantine-primary-color-filled': 'var(--accent-fill)',
    '--mantine-primary-color-filled-hover': 'var(--accent-fill-hover)',
  },
  light: {
    '--mantine-color-body': '#f7f8f7',
    '--mantine-color-dimmed': '#56625f',
    '--mantine-color-placeholder': '#66726f',
    '--mantine-color-error': '#a3231b',
    '--mantine-color-anchor': '#0d6670',
    '--surface': '#ffffff',
    '--line': '#dfe4e2',
    '--accent': '#0a5c65',
    '--accent-bg': '#ddeff0',
    '--accent-fill': '#0d6670',
    '--accent-fill-hover': '#0a535b',
    '--accent-on-fill': '#ffffff',
    '--bad-fill': '#b3261e',
    '--bad-fill-hover': '#8f1d17',
    '--bad-on-fill': '#ffffff',
    '--ok': '#1a6338',
    '--ok-bg': '#e1f2e6',
    '--warn': '#744900',
    '--warn-bg': '#fbefd3',
    '--bad': '#a3231b',
    '--bad-bg': '#fde7e4',
    '--quiet': '#48534f',
    '--quiet-bg': '#e9edeb',
  },
  dark: {
    '--mantine-color-body': '#111617',
    '--mantine-color-dimmed': '#a3b3b0',
    '--mantine-color-placeholder': '#8d9c99',
    '--mantine-color-error': '#ff9a90',
    '--mantine-color-anchor': '#6fd0d8',
    '--surface': '#191f20',
    '--line': '#2c3636',
    '--accent': '#74d3db',
    '--accent-bg': '#12343a',
    '--mantine-primary-color-contrast': '#06262a',
    '--accent-fill': '#5cc4cd',
    '--accent-fill-hover': '#7ad3db',
    '--accent-on-fill': '#06262a',
    '--bad-fill': '#ff8a7f',
    '--bad-fill-hover': '#ffa59c',
    '--bad-on-fill': '#3a0b08',
    '--ok': '#84d7a1',
    '--ok-bg': '#16321f',
    '--warn': '#ecc06a',
    '--warn-bg': '#372c12',
    '--bad': '#ffa097',
    '--bad-bg': '#3d1b18',
    '--quiet': '#bcc9c6',
    '--quiet-bg': '#273131',
  },
})
