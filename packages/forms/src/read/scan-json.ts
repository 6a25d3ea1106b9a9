import type { JsonPath } from './problem.ts'

/** Where something stands: both from 1, columns in UTF-16 units as editors count them. */
export type Place = { readonly line: number; readonly column: number }
export type ScannedJson = {
  /** Where the text stops being JSON, and how. */
  readonly trouble?: { readonly place: Place; readonly reason: string }
  /** Keys that stand in the same object before. */
  readonly twice: readonly JsonPath[]
  /** The place of a value; of what is not there, that of what it is missing from. */
  readonly find: (path: JsonPath) => Place
}

type Found = { readonly at: number; readonly parts: Map<string | number, Found> }

/** Reads JSON (RFC 8259) for its places alone: `JSON.parse` has the values, but neither lines nor keys that come twice. */
export function scanJson(text: string): ScannedJson {
  const twice: JsonPath[] = []
  let at = 0

  function refuse(reason: string): never {
    throw new Slip(at, reason)
  }
  function skip(): void {
    while (at < text.length && ' \t\n\r'.includes(text[at] ?? '')) at += 1
  }
  function takes(sign: string): boolean {
    if (text[at] !== sign) return false
    at += 1
    return true
  }
  function scanValue(path: JsonPath): Found {
    skip()
    const found: Found = { at, parts: new Map() }
    if (text[at] === '{') scanObject(found, path)
    else if (text[at] === '[') scanArray(found, path)
    else if (text[at] === '"') scanText()
    else scanWord()
    skip()
    return found
  }
  function scanObject({ parts }: Found, path: JsonPath): void {
    at += 1
    skip()
    if (takes('}')) return
    for (;;) {
      skip()
      if (text[at] !== '"') refuse(text[at] === '}' ? 'A comma too many before }.' : 'A name in "…" should stand here.')
      const key = scanText()
      skip()
      if (!takes(':')) refuse('A colon should stand after the name.')
      if (parts.has(key)) twice.push([...path, key])
      parts.set(key, scanValue([...path, key]))
      if (takes('}')) return
      if (!takes(',')) refuse(at < text.length ? 'A comma or } should stand here.' : 'The file ends within {…}.')
    }
  }
  function scanArray({ parts }: Found, path: JsonPath): void {
    at += 1
    skip()
    if (takes(']')) return
    for (let number = 0; ; number++) {
      skip()
      if (number > 0 && text[at] === ']') refuse('A comma too many before ].')
      parts.set(number, scanValue([...path, number]))
      if (takes(']')) return
      if (!takes(',')) refuse(at < text.length ? 'A comma or ] should stand here.' : 'The file ends within […].')
    }
  }
  function scanText(): string {
    const start = at
    for (at += 1; text[at] !== '"'; at += text[at] === '\\' ? 2 : 1) {
      if (at >= text.length) refuse('The file ends within "…".')
      if ((text[at] ?? '') < ' ') refuse('A text goes over the end of its line.')
      if (text[at] === '\\' && !/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at, at + 6))) {
        refuse('No such sign after a backslash.')
      }
    }
    at += 1
    return String(JSON.parse(text.slice(start, at)))
  }
  function scanWord(): void {
    const pattern = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
    pattern.lastIndex = at
    const word = pattern.exec(text)
    if (!word) refuse(at < text.length ? 'A value should stand here.' : 'The file ends where a value should stand.')
    at += word[0].length
  }
  try {
    if (text[0] === '\ufeff') refuse('The file begins with a byte order mark (U+FEFF): save it as UTF-8 without one.')
    const root = scanValue([])
    if (at < text.length) refuse('Something stands after the end.')
    return { twice, find: (path) => placeOf(text, locatePart(root, path)) }
  } catch (error) {
    if (!(error instanceof Slip)) throw error
    const place = placeOf(text, error.at)
    return { trouble: { place, reason: error.message }, twice: [], find: () => place }
  }
}

class Slip extends Error {
  readonly at: number
  constructor(at: number, reason: string) {
    super(reason)
    this.at = at
  }
}

function locatePart(root: Found, path: JsonPath): number {
  let here = root
  for (const step of path) {
    const next = here.parts.get(step)
    if (next === undefined) break
    here = next
  }
  return here.at
}

function placeOf(text: string, at: number): Place {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return { line, column: at - before.lastIndexOf('\n') }
}
