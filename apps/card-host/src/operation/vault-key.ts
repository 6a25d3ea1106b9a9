import { makeVaultKey, withMyNumberCard } from '@madoguchi/card'
import { base64url, ok } from '@madoguchi/kit'
import { makeIssuerCheck } from '../issuer.ts'
import { cardWaitMs, type Operation } from '../operation.ts'

export const vaultKey: Operation<'vault-key'> = async (request, { slot, signal }) => {
  const { mode, origin, pin, acceptLastTry } = request
  const vaultSalt = base64url.decode(request.vaultSalt)
  const { checkCertificate, explain } = makeIssuerCheck(mode)
  const made = explain(
    await withMyNumberCard({ slot, timeoutMs: cardWaitMs, signal }, (transmit) =>
      makeVaultKey(transmit, { pin, origin, vaultSalt, acceptLastTry, checkCertificate }),
    ),
  )
  if (!made.ok) return made
  const { certificate, wrappingKey } = made.value
  const value = { certificate: base64url.encode(certificate), wrappingKey: base64url.encode(wrappingKey) }
  wrappingKey.fill(0)
  return ok(value)
}
