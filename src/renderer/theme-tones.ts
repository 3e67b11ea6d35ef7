import { defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core'

export type Tone = 'accent' | 'ok' | 'warn' | 'bad' | 'quiet'

/** Mantine's colour names as the tones they mean here. */
const tones: Record<string, Tone> = {
  petrol: 'accent',
  green: 'ok',
  yellow: 'warn',
  red: 'bad',
  gray: 'quiet',
}

/** Components coloured by name take our tones, whose pairs hold AA contrast in both themes. */
export const toneResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input)
  const tone = tones[input.color ?? input.theme.primaryColor]
  if (!tone) return resolved
  switch (input.variant) {
    case 'filled':
      return tone === 'accent' || tone === 'bad'
        ? {
            ...resolved,
            background: `var(--${tone}-fill)`,
            hover: `var(--${tone}-fill-hover)`,
            color: `var(--${tone}-on-fill)`,
          }
        : resolved
    case 'light':
      return {
        ...resolved,
        background: `var(--${tone}-bg)`,
        hover: `var(--${tone}-bg)`,
        color: `var(--${tone})`,
      }
    case 'subtle':
    case 'transparent':
      return {
        ...resolved,
        hover: `var(--${tone}-bg)`,
        color: `var(--${tone})`,
        hoverColor: `var(--${tone})`,
      }
    default:
      return resolved
  }
}
