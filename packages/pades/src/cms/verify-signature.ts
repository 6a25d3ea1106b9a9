import { createVerify } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import type { HashName } from './oids.ts'
import { oid } from './oids.ts'

/** Algorithms that name no hash take the one of the digest (RFC 3370 3.2). */
const schemes: ReadonlyMap<string, { keyType: 'rsa' | 'ec'; hash: HashName | undefined }> = new Map([
  [oid.rsa, { keyType: 'rsa', hash: undefined }],
  [oid.sha256WithRsa, { keyType: 'rsa', hash: 'sha256' }],
  [oid.sha384WithRsa, { keyType: 'rsa', hash: 'sha384' }],
  [oid.sha512WithRsa, { keyType: 'rsa', hash: 'sha512' }],
  [oid.ecdsaWithSha256, { keyType: 'ec', hash: 'sha256' }],
  [oid.ecdsaWithSha384, { keyType: 'ec', hash: 'sha384' }],
  [oid.ecdsaWithSha512, { keyType: 'ec', hash: 'sha512' }],
])

type Options = {
  readonly certificate: Certificate
  readonly algorithm: string
  readonly digest: HashName
  readonly signed: readonly Bytes[]
  readonly signature: Bytes
}

/** Whether the key of this certificate signed these bytes; undefined when the algorithm is none that we accept. */
export function isSignatureOf({ certificate, algorithm, digest, signed, signature }: Options): boolean | undefined {
  const scheme = schemes.get(algorithm)
  const { publicKey } = certificate
  if (scheme === undefined || publicKey.asymmetricKeyType !== scheme.keyType) return undefined
  if (scheme.hash !== undefined && scheme.hash !== digest) return undefined
  const verifier = createVerify(digest)
  for (const part of signed) verifier.update(part)
  return verifier.verify(publicKey, signature)
}
