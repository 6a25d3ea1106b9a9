import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { CertCode } from '@madoguchi/pki'
import { certErrors } from '@madoguchi/pki'

type RegistryRefusal = CertCode | 'LOGIN_HOLDER_UNKNOWN' | 'LOGIN_REGISTRY_REFUSED'

/**
 * What the citizen hears of the registry's refusal. The registry knows of a revocation before the list that we keep
 * does: the words are the same either way. A card whose holder it does not know has words of its own.
 */
export function readRefusal(reason: string | null): Verdict<never, RegistryRefusal> {
  if (reason !== null && isCertCode(reason)) return no(reason)
  if (reason === 'HOLDER_UNKNOWN') return no('LOGIN_HOLDER_UNKNOWN')
  return no('LOGIN_REGISTRY_REFUSED', { reason: reason ?? 'UNKNOWN' })
}

function isCertCode(code: string): code is CertCode {
  return Object.hasOwn(certErrors, code)
}
