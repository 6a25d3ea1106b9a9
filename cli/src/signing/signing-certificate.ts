import { readFile } from 'node:fs/promises'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, no, ok } from '@madoguchi/kit'
import { fetchCrl } from '@madoguchi/party/anchors'
import type { Crl, TrustAnchor } from '@madoguchi/pki'
import { checkRevocation, decodeDerOrPem, parseCertificate, parseCrl } from '@madoguchi/pki'

type RevocationList = { readonly place: string; readonly crl: Crl }

/** Reads a revocation list, of a file or an address. Throws AppError CRL_UNUSABLE, so that it is told before a password is used. */
export async function readRevocationList(place: string): Promise<RevocationList> {
  const parsed = parseCrl(await load(place))
  if (parsed.ok) return { place, crl: parsed.value }
  throw unusable(place, '失効リスト(X.509 CRL)として読めません。', parsed.code)
}

async function load(place: string): Promise<Bytes> {
  const isAddress = /^https?:/.test(place)
  let bytes: Bytes
  try {
    bytes = isAddress ? await fetchCrl(place) : new Uint8Array(await readFile(place))
  } catch (cause) {
    throw unusable(place, isAddress ? '受け取れませんでした。' : 'ファイルを読めませんでした。', cause)
  }
  const read = decodeDerOrPem(bytes, 'X509 CRL')
  if (read instanceof Uint8Array) return read
  throw unusable(place, '失効リスト(X.509 CRL)が、ひとつだけ入っていません。', read.blocks)
}

function unusable(place: string, why: string, cause: unknown): AppError {
  return new AppError(
    'CRL_UNUSABLE',
    `失効リスト ${place} を使えません。${why}暗証番号は使われていません。--crl を確かめてください。(CRL_UNUSABLE)`,
    { cause },
  )
}

/**
 * Whether a signing certificate may be used now: within its time, and in none of the lists that its issuer signed. Undefined `isAsked`: no
 * list speaks of it. Where one does and cannot tell, nothing is signed.
 */
export function checkSigningCertificate(
  der: Bytes,
  options: { readonly at: Date; readonly anchors: readonly TrustAnchor[]; readonly lists: readonly RevocationList[] },
): Verdict<{ readonly isAsked: boolean }, string> {
  const { at, anchors, lists } = options
  const parsed = parseCertificate(der)
  if (!parsed.ok) return parsed
  const certificate = parsed.value
  const { notBefore, notAfter } = certificate
  if (at > notAfter) return no('CERT_EXPIRED', { notAfter: notAfter.toISOString() })
  if (at < notBefore) return no('CERT_NOT_YET_VALID', { notBefore: notBefore.toISOString() })
  const answers = anchors.flatMap((issuer) => lists.map(({ crl }) => checkRevocation({ certificate, issuer, crl, at })))
  // A list of another CA does not speak of this certificate; of the others the gravest answer counts.
  const about = answers.filter((answer) => answer.ok || !['CRL_ISSUER', 'CRL_SIGNATURE'].includes(answer.code))
  const revoked = about.find((answer) => !answer.ok && answer.code === 'CERT_REVOKED')
  const refused = revoked ?? about.find((answer) => !answer.ok)
  if (refused !== undefined && !refused.ok) return refused
  if (about.length === 0 && lists.length > 0) return no('CRL_ISSUER', {})
  return ok({ isAsked: about.length > 0 })
}
