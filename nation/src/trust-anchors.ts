import type { Bytes, Clock, No } from '@madoguchi/kit'
import { AppError, systemClock } from '@madoguchi/kit'
import type { Crl, CrlCode, TrustAnchor } from '@madoguchi/pki'
import { checkCrl, parseCrl, pinForeignAnchor, pkiLimits } from '@madoguchi/pki'
import type { ForeignAuthority } from '@madoguchi/registry'
import { readDerOrPem } from './read-der-or-pem.ts'

/** A CA of somebody else, with the file it came from, for sentences. */
export type NamedAuthority = ForeignAuthority & { readonly file: string }

/**
 * Reads CA certificates whose cards shall take part, and the revocation lists that belong to them: PEM or DER, one a
 * file. A list is read again each time it is asked for, so that its file may be replaced while the demo runs.
 * Throws AppError TRUST_ANCHOR_UNUSABLE or CRL_UNUSABLE with the sentence to show.
 */
export async function readTrustAnchors(options: {
  anchorFiles: readonly string[]
  crlFiles?: readonly string[]
  clock?: Clock
}): Promise<readonly NamedAuthority[]> {
  const { anchorFiles, crlFiles = [], clock = systemClock } = options
  // Our own CA is one of them.
  if (anchorFiles.length >= pkiLimits.anchorsMax)
    throw unusable('TRUST_ANCHOR_UNUSABLE', 'anchors', `No more than ${pkiLimits.anchorsMax - 1} CAs can be trusted.`)
  const anchors = await Promise.all(anchorFiles.map((file, i) => readAnchor(file, `trust-anchor-${i + 1}`, clock)))
  const lists = new Map<TrustAnchor, string>()
  for (const file of crlFiles) lists.set(getIssuer(await readCrl(file), file, anchors, clock), file)
  return anchors.map(({ anchor, file }) => {
    const list = lists.get(anchor)
    return { anchor, file, ...(list === undefined ? {} : { loadCrl: () => readDerOrPem(list, 'X509 CRL') }) }
  })
}

type Read = { readonly anchor: TrustAnchor; readonly file: string }

async function readAnchor(file: string, name: string, clock: Clock): Promise<Read> {
  const certificate = await readFileOf(file, 'CERTIFICATE', 'TRUST_ANCHOR_UNUSABLE')
  const judged = pinForeignAnchor({ certificate, name, at: clock.now() })
  if ('anchor' in judged) return { ...judged, file }
  throw unusable('TRUST_ANCHOR_UNUSABLE', file, `${file} cannot be trusted as a CA: ${judged.whyNot}.`)
}

async function readCrl(file: string): Promise<Crl> {
  const parsed = parseCrl(await readFileOf(file, 'X509 CRL', 'CRL_UNUSABLE'))
  if (!parsed.ok) throw unusable('CRL_UNUSABLE', file, `${file} holds no revocation list (X.509 CRL, PEM or DER).`)
  return parsed.value
}

function getIssuer(crl: Crl, file: string, anchors: readonly Read[], clock: Clock): TrustAnchor {
  const checked = anchors.map(({ anchor }) => ({ anchor, verdict: checkCrl(crl, anchor) }))
  const found = checked.find(({ verdict }) => verdict.ok)
  if (found === undefined) {
    const why = checked.flatMap(({ verdict }) => (verdict.ok ? [] : [whyNot(verdict)])).find((one) => one !== undefined)
    throw unusable(
      'CRL_UNUSABLE',
      file,
      why === undefined
        ? `${file} was signed by none of the CAs that --trust-anchor names.`
        : `${file} cannot be used as a revocation list: ${why}.`,
    )
  }
  if (crl.nextUpdate < clock.now())
    throw unusable('CRL_UNUSABLE', file, `${file} is out of date since ${crl.nextUpdate.toISOString()}.`)
  return found.anchor
}

/** Undefined where it is another CA's. */
function whyNot({ code, facts }: No<CrlCode>): string | undefined {
  if (code === 'CRL_ISSUER') return facts.step === '6.3.3 (f)' ? "its CA's keyUsage does not name cRLSign" : undefined
  if (code === 'CRL_SIGNATURE') return undefined
  if (code === 'CRL_DELTA') return 'it says only what changed since another list (a delta CRL)'
  if (code === 'CRL_INDIRECT') return 'it speaks for certificates of other CAs (an indirect CRL)'
  return `it was refused (${code})`
}

async function readFileOf(file: string, label: string, code: 'TRUST_ANCHOR_UNUSABLE' | 'CRL_UNUSABLE'): Promise<Bytes> {
  try {
    return await readDerOrPem(file, label)
  } catch (cause) {
    if (cause instanceof AppError) throw unusable(code, file, cause.message)
    throw cause
  }
}

function unusable(code: 'TRUST_ANCHOR_UNUSABLE' | 'CRL_UNUSABLE', file: string, message: string): AppError {
  return new AppError(code, message, { facts: { file } })
}
