import type { Bytes } from '@madoguchi/kit'

/** The same for everybody who asks within it, and no older. */
const keptMs = 24 * 3600 * 1000
const keptMax = 32

type Made = { readonly at: number; readonly bytes: Promise<Bytes> }

export type BlankForms = {
  /** What was made under this name lately, or what `make` makes. */
  get(name: string, make: () => Promise<Bytes>): Promise<Bytes>
}

/** Blank forms are the same for everybody: made once, they cost nobody a place in a queue. */
export function makeBlankForms(clock: { now(): Date }): BlankForms {
  const made = new Map<string, Made>()
  return {
    get(name, make) {
      const now = clock.now().getTime()
      const known = made.get(name)
      if (known !== undefined && now - known.at < keptMs) return known.bytes
      const one = { at: now, bytes: make() }
      made.delete(name)
      if (made.size >= keptMax) made.delete(made.keys().next().value ?? '')
      made.set(name, one)
      // Whoever asked hears of a failure; the next one tries again.
      one.bytes.catch(() => {
        if (made.get(name) === one) made.delete(name)
      })
      return one.bytes
    },
  }
}
