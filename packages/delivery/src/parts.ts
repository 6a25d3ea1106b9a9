import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'

/** A part of a filing by its filing and the digest of its bytes, from a place in it on. */
export type PartAsk = { readonly filing: string; readonly digest: string; readonly offset: number }

/**
 * The bytes of a part, from the party that sent its filing. Throws AppError DELIVERY_UNREACHABLE, DELIVERY_PART_MISSING; the same
 * comes out of the bytes where they break off. They are whatever came: whoever asked compares the digest.
 */
export type FetchPart = (ask: PartAsk & { readonly from: string }) => Promise<AsyncIterable<Bytes>>

/**
 * What a party gives of the filings that it sent. `party` is who asks, by its TLS key: a digest is no right, so that whoever is
 * not the addressee of this very filing gets undefined, as for what is not there and for a place beyond its end.
 */
export type PartSource = {
  open(ask: PartAsk & { readonly party: string }): Promise<AsyncIterable<Bytes> | undefined>
}

const partPattern = /^\/parts\/(fil_[A-Za-z0-9_-]{22})\/([A-Za-z0-9_-]{43})$/
/** One range, open at its end: nothing else is asked for. */
const rangePattern = /^bytes=(0|[1-9][0-9]{0,14})-$/

export function getPartPath({ filing, digest }: Pick<PartAsk, 'filing' | 'digest'>): string {
  return `/parts/${filing}/${digest}`
}

/** What a request for a part asks for; undefined for any other. */
export function findPartAsk(url: string, range: string | undefined): PartAsk | undefined {
  const [, filing, digest] = partPattern.exec(url) ?? []
  const offset = range === undefined ? '0' : rangePattern.exec(range)?.[1]
  if (filing === undefined || digest === undefined || offset === undefined) return undefined
  return { filing, digest, offset: Number(offset) }
}

export function missingPart({ from, filing }: { from: string; filing: string }): AppError {
  return new AppError('DELIVERY_PART_MISSING', 'Whoever sent the filing has no such part for us.', {
    facts: { from, filing },
  })
}
