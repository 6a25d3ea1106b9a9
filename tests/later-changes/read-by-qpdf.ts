/** What qpdf writes as JSON (version 2): names begin with a solidus, references are `12 0 R`, texts with `u:` or `b:`. */
type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value }

export type QpdfDocument = {
  readonly qpdf: readonly [unknown, { readonly [key: string]: { readonly [key: string]: Value } }]
}

/** An object by its reference, a stream's dictionary for a stream; anything else as it is. */
function resolve({ qpdf }: QpdfDocument, value: Value): Value {
  if (typeof value !== 'string' || !/^\d+ \d+ R$/.test(value)) return value
  const object = qpdf[1][`obj:${value}`]
  const stream = object?.stream
  return object?.value ?? (isDict(stream) ? (stream.dict ?? null) : null)
}

function isDict(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The values of the form's fields but those of signatures, by their names. */
export function readFieldValues(document: QpdfDocument): string {
  const found: string[] = []
  const form = resolve(document, entryOf(rootOf(document), '/AcroForm'))
  const waiting = listOf(document, entryOf(form, '/Fields')).map((field) => ({ field, name: '' }))
  const seen = new Set<Value>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.field)) continue
    seen.add(next.field)
    const dict = resolve(document, next.field)
    const name = `${next.name}.${JSON.stringify(entryOf(dict, '/T'))}`
    if (entryOf(dict, '/FT') !== '/Sig' && entryOf(dict, '/V') !== null)
      found.push(`${name}=${JSON.stringify(resolve(document, entryOf(dict, '/V')))}`)
    for (const kid of listOf(document, entryOf(dict, '/Kids'))) waiting.push({ field: kid, name })
  }
  return found.sort().join('\n')
}

/** All that acts, wherever the catalog leads to it: actions, what triggers them, and where links go. */
export function readActions(document: QpdfDocument): string {
  const found: string[] = []
  const seen = new Set<string>()
  const waiting: Value[] = [rootOf(document)]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === 'string') {
      if (seen.has(value)) continue
      seen.add(value)
      const target = resolve(document, value)
      if (target !== value) waiting.push(target)
    } else if (Array.isArray(value)) waiting.push(...value)
    else if (isDict(value))
      for (const [key, entry] of Object.entries(value)) {
        if (acting.has(key)) found.push(`${key}=${JSON.stringify(resolve(document, entry))}`)
        waiting.push(entry)
      }
  }
  return found.sort().join('\n')
}

const acting: ReadonlySet<string> = new Set(['/A', '/AA', '/OpenAction', '/JS', '/URI', '/JavaScript', '/Dest'])

function rootOf(document: QpdfDocument): Value {
  const trailer = document.qpdf[1].trailer?.value ?? null
  return resolve(document, entryOf(trailer, '/Root'))
}

function entryOf(value: Value, key: string): Value {
  return isDict(value) ? (value[key] ?? null) : null
}

function listOf(document: QpdfDocument, value: Value): readonly Value[] {
  const list = resolve(document, value)
  return Array.isArray(list) ? list : []
}
