/** Whether a value has exactly these texts and perhaps those, as its own properties, and nothing else. */
export function isTexts(
  value: unknown,
  { names, perhaps = [] }: { readonly names: readonly string[]; readonly perhaps?: readonly string[] },
): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const has = Object.keys(value)
  const texts: Readonly<Record<string, unknown>> = { ...value }
  return (
    has.every((name) => names.includes(name) || perhaps.includes(name)) &&
    names.every((name) => has.includes(name)) &&
    has.every((name) => typeof texts[name] === 'string')
  )
}

export function isTextList(value: unknown, countMax: number): value is readonly string[] {
  return Array.isArray(value) && value.length <= countMax && value.every((item) => typeof item === 'string')
}
