import type { Bytes } from '@madoguchi/kit'
import { equalBytes } from '@madoguchi/kit'
import type { Certificate } from './certificate.ts'
import type { Element } from './der.ts'
import { demand, demandDer, readChildren, readWhole, tag } from './der.ts'
import type { PointName, ReasonMask } from './distribution-point.ts'
import { allReasons, encodeDirectoryName, readPointName, readReasons, resolvePointName } from './distribution-point.ts'

/** issuingDistributionPoint (RFC 5280 5.2.5): for whom and for which reasons a list speaks. */
export type CrlScope = {
  /** The extension's value: two lists of one issuer are of one scope when these bytes are the same. */
  readonly der: Bytes
  readonly name: PointName | undefined
  readonly only: 'user certificates' | 'CA certificates' | 'attribute certificates' | undefined
  readonly reasons: ReasonMask
  readonly isIndirect: boolean
}

/** Throws a MalformedError, also on one that is empty or speaks for two kinds at once, which no CA may write. */
export function readCrlScope(value: Bytes): CrlScope {
  demandDer(value)
  const parts = readChildren(readWhole(value, tag.sequence))
  demand(parts.length > 0, 'scope')
  const take = (wanted: number) => (parts[0]?.tag === wanted ? parts.shift() : undefined)
  const named = take(0xa0)
  const isOnlyUsers = readFlag(take(0x81))
  const isOnlyCas = readFlag(take(0x82))
  const reasons = take(0x83)
  const isIndirect = readFlag(take(0x84))
  const isOnlyAttributes = readFlag(take(0x85))
  const kinds = [
    ...(isOnlyUsers ? (['user certificates'] as const) : []),
    ...(isOnlyCas ? (['CA certificates'] as const) : []),
    ...(isOnlyAttributes ? (['attribute certificates'] as const) : []),
  ]
  demand(parts.length === 0 && kinds.length <= 1, 'scope')
  return {
    der: value,
    name: named && readPointName(named),
    only: kinds[0],
    reasons: reasons ? readReasons(reasons) : allReasons,
    isIndirect,
  }
}

/** FALSE is the default and is not written. */
function readFlag(element: Element | undefined): boolean {
  demand(element === undefined || (element.content.length === 1 && element.content[0] === 0xff), 'scope')
  return element !== undefined
}

/** What a list of this scope can say of a certificate of its issuer: for which reasons, or the step that rules it out. */
type Coverage = { readonly reasons: ReasonMask } | { readonly failedStep: string }

/**
 * RFC 5280 6.3.3 (b)(2) and (d). A certificate that names no point where its own issuer publishes is looked for under the
 * issuer's name; one that names some is in no list of another point.
 */
export function judgeCoverage(scope: CrlScope | undefined, certificate: Certificate): Coverage {
  if (scope === undefined) return { reasons: allReasons }
  if (scope.only === 'user certificates' && certificate.isCa) return { failedStep: '6.3.3 (b)(2)(ii)' }
  if (scope.only === 'CA certificates' && !certificate.isCa) return { failedStep: '6.3.3 (b)(2)(iii)' }
  if (scope.only === 'attribute certificates') return { failedStep: '6.3.3 (b)(2)(iv)' }
  if (scope.name === undefined) return { reasons: scope.reasons }
  const { issuerDer, distributionPoints } = certificate
  const published = resolvePointName(scope.name, issuerDer)
  const own = distributionPoints.filter(({ isIndirect }) => !isIndirect)
  const points = own.flatMap(({ name, reasons }) =>
    name === undefined ? [] : [{ names: resolvePointName(name, issuerDer), reasons }],
  )
  if (points.length === 0) points.push({ names: [encodeDirectoryName(issuerDer)], reasons: allReasons })
  const found = points.filter(({ names }) => names.some((name) => published.some((one) => equalBytes(one, name))))
  if (found.length === 0) return { failedStep: '6.3.3 (b)(2)(i)' }
  return { reasons: scope.reasons & found.reduce((mask, { reasons }) => mask | reasons, 0) }
}
