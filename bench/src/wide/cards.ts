import { logIn } from '@madoguchi/card'
import { base64, base64url } from '@madoguchi/kit'
import { encodePrivateKey, makeRsaKeyPair } from '@madoguchi/pki/issue'
import type { Registry } from '@madoguchi/registry'
import type { CardFile, VirtualCard } from '@madoguchi/virtual-card'
import { contactAtr, noQuirks, openVirtualCard } from '@madoguchi/virtual-card'

const pin = '1234'

/** A virtual card for logging in: the key pair for signing documents, which nobody here uses, is left out. */
export async function makeLogInCard(registry: Registry, residentCode: string): Promise<VirtualCard> {
  const keys = await makeRsaKeyPair()
  const { authentication, holder } = await registry.issueCard({ residentCode, authenticationKey: keys.publicKey })
  const file: CardFile = {
    name: 'citizen',
    atr: contactAtr,
    quirks: noQuirks,
    authentication: {
      certificate: base64.encode(authentication.certificate),
      caCertificate: base64.encode(authentication.caCertificate),
      privateKeyPem: encodePrivateKey(keys.privateKey),
      pin,
      triesLeft: 3,
    },
    signing: null,
    attributes: { ...holder, birthDate: holder.birthDate.replaceAll('-', ''), sex: '2', pin, triesLeft: 3 },
  }
  return openVirtualCard({ file, onChange: async () => {} })
}

/** The citizen's side of a log-in: what `POST /api/v1/sessions` takes. */
export async function signWithCard(
  card: VirtualCard,
  given: { origin: string; login: string; challenge: string; vaultSalt: string },
): Promise<unknown> {
  const signed = await logIn(card.transmit, {
    pin,
    origin: given.origin,
    challenge: base64url.decode(given.challenge),
    vaultSalt: base64url.decode(given.vaultSalt),
  })
  if (!signed.ok) throw new Error(`the card refused: ${signed.code}`)
  const { certificate, signature, wrappingKey = new Uint8Array(32) } = signed.value
  return {
    login: given.login,
    certificate: base64url.encode(certificate),
    signature: base64url.encode(signature),
    wrappingKey: base64url.encode(wrappingKey),
  }
}
