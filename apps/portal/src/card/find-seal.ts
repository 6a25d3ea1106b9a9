import type { SignatureReport } from '@madoguchi/pades'

/** The agency whose seal it is; undefined for what a person signed, and for a seal that nobody vouches for. */
export function findSeal({ integrity, trust, sealOf }: SignatureReport): string | undefined {
  return integrity.ok && trust?.ok === true ? sealOf : undefined
}
