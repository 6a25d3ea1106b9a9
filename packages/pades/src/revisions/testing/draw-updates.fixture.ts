import assert from 'node:assert/strict'
import type { Bytes } from '@madoguchi/kit'
import type { Signer } from '../../signer.fixture.ts'
import type { BaseFile } from './base-files.fixture.ts'
import { makeBaseFiles } from './base-files.fixture.ts'
import { honestUpdates } from './honest-updates.fixture.ts'
import { hostileUpdates } from './hostile-updates.fixture.ts'
import { drawFrom, openMaker } from './update-maker.fixture.ts'

/** A signed document with something behind it. */
export type LaterUpdate = { readonly name: string; readonly base: BaseFile; readonly bytes: Bytes }

/**
 * As many updates as are asked for: round by round each kind once, what is honest twice, on another file each time; a
 * file that has not what a kind needs is passed over. The same seed gives the same updates; signatures are new ones.
 */
export function drawLaterUpdates(signers: readonly [Signer, Signer], count: number, seed = 20261130): LaterUpdate[] {
  const bases = makeBaseFiles(...signers)
  const draw = drawFrom(seed)
  const operations = [honestUpdates, hostileUpdates, honestUpdates].flatMap((kinds) => Object.entries(kinds))
  const updates: LaterUpdate[] = []
  for (let index = 0; updates.length < count; index++) {
    const turn = index % operations.length
    const round = Math.floor(index / operations.length)
    const operation = operations[turn]
    assert(operation !== undefined)
    const [name, make] = operation
    const update = makeSomewhere(bases, turn + round, (base) => make(openMaker(base, draw)))
    if (update !== undefined) updates.push({ name, ...update })
  }
  return updates
}

/** On the first file, from this one on, that has what it needs. */
function makeSomewhere(
  bases: readonly BaseFile[],
  start: number,
  make: (base: BaseFile) => Bytes | undefined,
): Omit<LaterUpdate, 'name'> | undefined {
  for (let step = 0; step < bases.length; step++) {
    const base = bases[(start + step) % bases.length]
    assert(base !== undefined)
    const bytes = make(base)
    if (bytes !== undefined) return { base, bytes }
  }
  return undefined
}
