import assert from 'node:assert/strict'
import { waitUntil } from '@madoguchi/kit/testing'

/** Work that is done when the test says so. */
export function holdWork<T>(result: T) {
  const ends: (() => void)[] = []
  return {
    begin: () => new Promise<T>((resolve) => ends.push(() => resolve(result))),
    /** Ends what was begun first, once something was. */
    async endOne(): Promise<void> {
      await waitUntil(() => ends.length > 0)
      ends.shift()?.()
    },
  }
}

/** Asks at the portal; gives the HTTP status. */
type Ask = () => Promise<number>

/**
 * A stranger has more browsers at one address than there are places, had some places with each of them, and fills all. Then
 * the victim comes. Gives what the victim is answered, and how many works ended until then.
 */
export async function floodWith(
  held: Pick<ReturnType<typeof holdWork>, 'endOne'>,
  { loud, places, victim }: { loud: readonly Ask[]; places: number; victim: Ask },
): Promise<{ status: number; ended: number }> {
  for (let round = 0; round < 3; round++) {
    for (let at = 0; at < loud.length; at += places) {
      const part = loud.slice(at, at + places)
      const all = Promise.all(part.map((ask) => ask()))
      for (const _ of part) await held.endOne()
      assert.ok((await all).every((status) => status === 200))
    }
  }
  let [refused, served] = [0, 0]
  const count = (status: number) => (status === 200 ? served++ : refused++)
  const flood: Promise<unknown>[] = []
  // One works, the others have all places, and who has none tries on.
  for (let i = 0; i < 2; i++) {
    flood.push(...loud.map((ask) => ask().then(count)))
    await waitUntil(() => refused === flood.length - places - 1)
  }
  const beyond = refused
  let status: number | undefined
  const answered = victim().then((got) => {
    status = got
  })
  // Whose place the victim has is turned away; or the victim is.
  await waitUntil(() => refused > beyond || status !== undefined)
  const before = served
  for (let i = 1; status === undefined; i++) {
    await held.endOne()
    await waitUntil(() => served - before === i || status !== undefined)
  }
  const ended = served - before
  while (served + refused < flood.length) {
    const was = served
    await held.endOne()
    await waitUntil(() => served > was)
  }
  await Promise.all([...flood, answered])
  return { status, ended }
}
