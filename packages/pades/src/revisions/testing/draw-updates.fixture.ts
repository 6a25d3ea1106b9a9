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
 * As many updates as are asked for: round by round each kind once, on another file each time, and a file that has not
 * what a kind needs is passed over. The same seed gives the same updates; signatures are new ones.
 */
export function drawLaterUpdates(signers: readonly [Signer, Signer], count: number, seed = 20261130): LaterUpdate[] {
  const bases = makeBaseFiles(...signers)
  const draw = drawFrom(seed)
  const operations = Object.entries({ ...honestUpdates, ...hostileUpdates })
  const updates: LaterUpdate[] = []
  for (let index = 0; updates.length < count; index++) {
    const turn = index % operations.length
    const round = Math.floor(index / operations.length)
    const [operation, base] = [operations[turn], bases[(turn + round) % bases.length]]
    assert(operation !== undefined && base !== undefined)
    const [name, make] = operation
    const bytes = make(openMaker(base, draw))
    if (bytes !== undefined) updates.push({ name, base, bytes })
  }
  return updates
}
