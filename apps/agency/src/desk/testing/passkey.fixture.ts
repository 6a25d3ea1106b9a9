import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, systemRandom, utf8 } from '@madoguchi/kit'

/** How an answer may be other than it should. */
export type PasskeyChanges = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly counter?: number
  readonly isVerified?: boolean
  readonly userHandle?: string
  readonly id?: string
}

export type TestPasskey = {
  readonly id: string
  /** What a browser answers to a registration. */
  register(options: { challenge: string; user: { id: string } }, changes?: PasskeyChanges): string
  /** What it answers to a log-in; the counter goes up each time. */
  logIn(options: { challenge: string }, changes?: PasskeyChanges): string
}

/** An authenticator of ours (WebAuthn Level 3, 6.1 and 6.5.4: authenticator data, attestation `none`), so that each byte can be wrong. */
export function makeTestPasskey(origin: string): TestPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credential = systemRandom.bytes(32)
  const id = base64url.encode(credential)
  let counter = 0
  let handle = ''

  function encodeData(changes: PasskeyChanges, attested: Bytes = new Uint8Array()): Bytes {
    const rpHash = createHash('sha256')
      .update(changes.rpId ?? new URL(origin).hostname)
      .digest()
    const seen = changes.isVerified === false ? 0x01 : 0x05
    counter += 1
    const count = new Uint8Array(4)
    new DataView(count.buffer).setUint32(0, changes.counter ?? counter)
    return concat(rpHash, Uint8Array.of(seen | (attested.length > 0 ? 0x40 : 0)), count, attested)
  }
  function encodeClient(type: string, challenge: string, changes: PasskeyChanges): Bytes {
    const said = {
      type,
      challenge: changes.challenge ?? challenge,
      origin: changes.origin ?? origin,
      crossOrigin: false,
    }
    return utf8.encode(JSON.stringify(said))
  }
  const answer = (response: Readonly<Record<string, unknown>>, changes: PasskeyChanges) =>
    JSON.stringify({
      ...{ id: changes.id ?? id, rawId: changes.id ?? id, type: 'public-key', response },
      ...{ clientExtensionResults: {}, authenticatorAttachment: 'platform' },
    })

  return {
    id,
    register({ challenge, user }, changes = {}) {
      handle = user.id
      const key = concat(
        Uint8Array.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32),
        base64url.decode(x),
        Uint8Array.of(0x22, 0x58, 32),
        base64url.decode(y),
      )
      const attested = concat(new Uint8Array(16), Uint8Array.of(0, credential.length), credential, key)
      const data = encodeData(changes, attested)
      const object = concat(
        Uint8Array.of(0xa3, 0x63),
        utf8.encode('fmt'),
        Uint8Array.of(0x64),
        utf8.encode('none'),
        Uint8Array.of(0x67),
        utf8.encode('attStmt'),
        Uint8Array.of(0xa0, 0x68),
        utf8.encode('authData'),
        Uint8Array.of(0x58, data.length),
        data,
      )
      const client = encodeClient('webauthn.create', challenge, changes)
      const response = { attestationObject: base64url.encode(object), clientDataJSON: base64url.encode(client) }
      return answer({ ...response, transports: ['internal'] }, changes)
    },
    logIn({ challenge }, changes = {}) {
      const data = encodeData(changes)
      const client = encodeClient('webauthn.get', challenge, changes)
      const hash = createHash('sha256').update(client).digest()
      const signature = sign('sha256', concat(data, hash), privateKey)
      const response = {
        authenticatorData: base64url.encode(data),
        clientDataJSON: base64url.encode(client),
        signature: base64url.encode(signature),
        userHandle: changes.userHandle ?? handle,
      }
      return answer(response, changes)
    },
  }
}
