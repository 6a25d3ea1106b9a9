/**
 * How a signature is made (ISO 32000-2 12.8.3, table 260): `PAdES` and `CMS` are looked at, and so is a time stamp of the
 * whole document, which is nobody's signature; the two older ones are known by name. Of `CMS` in a PAdES document the
 * attribute is missing that ties the signature to one certificate.
 */
export type SignatureKind =
  | 'PAdES'
  | 'CMS'
  | 'document time stamp'
  | 'adbe.pkcs7.sha1'
  | 'adbe.x509.rsa_sha1'
  | 'unknown'

const bySubFilter: ReadonlyMap<string | undefined, SignatureKind> = new Map([
  ['ETSI.CAdES.detached', 'PAdES'],
  ['adbe.pkcs7.detached', 'CMS'],
  ['ETSI.RFC3161', 'document time stamp'],
  ['adbe.pkcs7.sha1', 'adbe.pkcs7.sha1'],
  ['adbe.x509.rsa_sha1', 'adbe.x509.rsa_sha1'],
])

export function nameKind(subFilter: string | undefined): SignatureKind {
  return bySubFilter.get(subFilter) ?? 'unknown'
}
