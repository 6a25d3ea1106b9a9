import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import { sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Bytes } from '@madoguchi/kit'
import { prepareSignature } from '@madoguchi/pades'

/** What an agency seals its documents with: a certificate of a CA of seals (DER), that CA's, and the RSA key. */
export type AgencySeal = { readonly certificate: Bytes; readonly authority: Bytes; readonly privateKey: KeyObject }

const signBytes = promisify(sign)

/**
 * A PDF of our own with the agency's seal (PAdES B-B): nothing of it is seen on the page. `name`: the agency. Throws AppError
 * SIGNATURE_VALUE where certificate and key do not belong together.
 */
export async function sealDocument(
  pdf: Bytes,
  { seal, at, name }: { seal: AgencySeal; at: Date; name: string },
): Promise<Bytes> {
  const prepared = prepareSignature({ pdf, at, name })
  assert(prepared.ok, 'a PDF of our own making cannot be signed')
  const { certificate, authority, privateKey } = seal
  const signature = await signBytes('sha256', prepared.value.composeSignedAttributes(certificate), privateKey)
  return prepared.value.assemble({ certificate, chain: [authority], signature: new Uint8Array(signature) })
}
