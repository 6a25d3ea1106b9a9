import type { SignatureReport } from '@madoguchi/pades'
import type { SignerAttributes } from '@madoguchi/pki'

/** Whose certificate nobody vouches for could claim any name: it is not told. */
export function findSigner({ integrity, trust, signer }: SignatureReport): SignerAttributes | undefined {
  return integrity.ok && trust?.ok === true && signer?.ok === true ? signer.value : undefined
}
