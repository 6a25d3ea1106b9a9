import assert from 'node:assert/strict'
import { hex } from './bytes.ts'

/**
 * What arrays held, in hexadecimal, that were filled with zeros while something ran; and that they hold nothing but zeros when
 * it is over. Nothing of it is changed, so whoever forgets to wipe is missing here.
 */
export async function listWiped(run: () => unknown): Promise<string[]> {
  const wiped: { readonly held: string; readonly bytes: Uint8Array }[] = []
  // A Buffer has a `fill` of its own, which does not call the other.
  const kinds = [Uint8Array.prototype, Buffer.prototype] as const
  const before = kinds.map((kind) => kind.fill)
  kinds.forEach((kind, i) => {
    kind.fill = function (this: Uint8Array, ...given: Parameters<Uint8Array['fill']>) {
      if (given.length === 1 && given[0] === 0) wiped.push({ held: hex.encode(new Uint8Array(this)), bytes: this })
      return before[i]?.apply(this, given) as never
    }
  })
  try {
    await run()
  } finally {
    kinds.forEach((kind, i) => {
      kind.fill = before[i] as never
    })
  }
  for (const { bytes } of wiped) assert.ok(!bytes.some((byte) => byte !== 0), 'what was wiped was written again')
  return wiped.map(({ held }) => held)
}

/** How many of them held just these bytes, and something. */
export function countWiped(wiped: readonly string[], secret: Uint8Array): number {
  assert.ok(
    secret.some((byte) => byte !== 0),
    'a secret of zeros is always wiped',
  )
  return wiped.filter((held) => held === hex.encode(new Uint8Array(secret))).length
}
