import { logIn as logInWithCard, withMyNumberCard } from '@madoguchi/card'
import { base64url, ok } from '@madoguchi/kit'
import { makeIssuerCheck } from '../issuer.ts'
import { cardWaitMs, type Operation } from '../operation.ts'

export const logIn: Operation<'log-in'> = async (request, { slot, signal }) => {
  const { mode, origin, pin, acceptLastTry } = request
  const challenge = base64url.decode(request.challenge)
  const vaultSalt = base64url.decode(request.vaultSalt)
  const { checkCertificate, explain } = makeIssuerCheck(mode)
  const signed = explain(
    await withMyNumberCard({ slot, timeoutMs: cardWaitMs, signal }, (transmit) =>
      logInWithCard(transmit, { pin, origin, challenge, vaultSalt, acceptLastTry, checkCertificate }),
    ),
  )
  if (!signed.ok) return signed
  const { certificate, signature, wrappingKey = new Uint8Array() } = signed.value
  const value = {
    certificate: base64url.encode(certificate),
    signature: base64url.encode(signature),
    wrappingKey: base64url.encode(wrappingKey),
  }
  wrappingKey.fill(0)
  return ok(value)
}
