import { z } from 'zod'

/** Decimal digits and nothing else, within bounds. */
export function configInteger({ min, max }: { min: number; max: number }): z.ZodType<number, string> {
  return z
    .string()
    .refine(
      (text) => /^(?:0|-?[1-9]\d{0,14})$/.test(text) && Number(text) >= min && Number(text) <= max,
      `must be a whole number from ${min} to ${max}`,
    )
    .transform(Number)
}

/** `https://portal.example`: scheme, host and port, without a path. */
export function configOrigin(): z.ZodType<string, string> {
  return z.string().refine(isOrigin, 'must be an origin such as https://portal.example, without a path')
}

/** Any text up to `lengthMax` characters, not empty. */
export function configText({ lengthMax }: { lengthMax: number }): z.ZodType<string, string> {
  return z
    .string()
    .refine((text) => text.trim() !== '' && text.length <= lengthMax, `must be a text of 1 to ${lengthMax} characters`)
}

export function configWord<const Words extends readonly [string, ...string[]]>(
  ...words: Words
): z.ZodType<Words[number], string> {
  return z
    .string()
    .refine((text): text is Words[number] => words.includes(text), `must be one of ${words.join(', ')}`) as z.ZodType<
    Words[number],
    string
  >
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol } = new URL(text)
  return origin === text && (protocol === 'https:' || protocol === 'http:')
}
