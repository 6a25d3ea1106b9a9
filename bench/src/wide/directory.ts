import type { KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'
import type { TlsIdentity } from '@madoguchi/delivery'
import { spkiSha256Of } from '@madoguchi/delivery'
import { base64url, dayMs } from '@madoguchi/kit'
import type { PartyKind } from '@madoguchi/messages'
import { makeSigningKeyPem, publicBytesOf, readSigningKey, signDirectory } from '@madoguchi/messages'
import type { Provider } from './providers.ts'

/** Names everybody on the stage, with fresh keys; those with a TLS key also have an address. */
export function signWideDirectory(options: {
  ids: readonly string[]
  providers: readonly Provider[]
  ports: Readonly<Record<string, number>>
  identities: Readonly<Record<string, TlsIdentity>>
  origin: string
}): { bytes: Uint8Array; offlineKey: KeyObject; pinnedKey: KeyObject; keyPemOf(id: string): string } {
  const { ids, providers, ports, identities, origin } = options
  const offlineKey = readSigningKey(makeSigningKeyPem()).privateKey
  const keys = new Map(ids.map((id) => [id, makeSigningKeyPem()]))
  const keyPemOf = (id: string) => keys.get(id) ?? ''
  const at = Date.now()
  const life = { validFrom: new Date(at - dayMs).toISOString(), validUntil: new Date(at + dayMs).toISOString() }

  function describe(id: string) {
    const provider = providers.find((one) => one.id === id)
    const identity = identities[id]
    const kind = provider === undefined ? kindOf(id) : 'agency'
    return {
      id,
      kind,
      kinds: kind === 'portal' ? ['portal'] : [...(provider?.kinds ?? [])],
      ...(kind === 'portal' ? { url: origin } : {}),
      ...(identity === undefined
        ? {}
        : { networkUrl: `https://127.0.0.1:${ports[id]}`, tlsKeys: [{ spkiSha256: spkiSha256Of(identity), ...life }] }),
      keys: [{ publicKey: base64url.encode(publicBytesOf(readSigningKey(keyPemOf(id)).privateKey)), ...life }],
      provides: [...(provider?.provides ?? [])],
    }
  }

  const document = {
    network: 'bench',
    version: 1,
    issuedAt: new Date(at).toISOString(),
    expiresAt: new Date(at + dayMs).toISOString(),
    parties: ids.map(describe),
  }
  return { bytes: signDirectory(document, offlineKey), offlineKey, pinnedKey: createPublicKey(offlineKey), keyPemOf }
}

/** Those who are no agency are called by what they are: `mihon-core`. */
function kindOf(id: string): PartyKind {
  return id.replace('mihon-', '') as PartyKind
}
