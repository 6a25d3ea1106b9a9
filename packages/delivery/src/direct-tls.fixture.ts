import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { base64url, dayMs, makeTestClock } from '@madoguchi/kit'
import type { DirectoryDocument } from '@madoguchi/messages'
import { makeSigningKeyPem, openDirectory, publicBytesOf, readSigningKey, signDirectory } from '@madoguchi/messages'
import { makeTlsTransport } from './direct-tls.ts'
import type { PartSource } from './parts.ts'
import { serveBatches } from './serve-direct-tls.ts'
import type { TlsIdentity } from './tls-identity.ts'
import { makeTlsIdentity, spkiSha256Of } from './tls-identity.ts'

const at = '2026-11-22T06:00:00.000Z'

/** A core that listens and a city that calls, each with a TLS key in a directory that may be signed anew. */
export async function openPair(
  options: {
    receive?: (bytes: Uint8Array) => Promise<Uint8Array>
    parts?: PartSource
    fast?: boolean
    connectionsMax?: number
  } = {},
) {
  const clock = makeTestClock(at)
  const offline = readSigningKey(makeSigningKeyPem())
  const identities = { core: makeTlsIdentity(), 'mihon-shi': makeTlsIdentity() }
  const signing = { core: readSigningKey(makeSigningKeyPem()), 'mihon-shi': readSigningKey(makeSigningKeyPem()) }
  const life = {
    validFrom: new Date(clock.now().getTime() - dayMs).toISOString(),
    validUntil: '2026-11-23T06:00:00.000Z',
  }
  let port = 0
  let version = 0
  const signed = (tls: Partial<Record<'core' | 'mihon-shi', readonly TlsIdentity[]>> = {}) => {
    const parties = (['core', 'mihon-shi'] as const).map((id): DirectoryDocument['parties'][number] => ({
      id,
      kind: id === 'core' ? 'core' : 'agency',
      kinds: [],
      networkUrl: `https://127.0.0.1:${port}`,
      keys: [{ publicKey: base64url.encode(publicBytesOf(signing[id].privateKey)), ...life }],
      tlsKeys: (tls[id] ?? [identities[id]]).map((one) => ({ spkiSha256: spkiSha256Of(one), ...life })),
      provides: [],
    }))
    const document = {
      network: 'test',
      version: ++version,
      issuedAt: life.validFrom,
      expiresAt: '2026-12-22T06:00:00.000Z',
      parties,
    }
    return signDirectory(document, offline.privateKey)
  }
  const directory = openDirectory({ bytes: signed(), pinnedKey: createPublicKey(offline.privateKey), clock })
  const turned: string[] = []
  const received: Uint8Array[] = []
  const server = await serveBatches({
    receive:
      options.receive ??
      (async (bytes) => {
        received.push(bytes)
        return new Uint8Array([0x82])
      }),
    parts: options.parts,
    directory,
    identity: identities.core,
    clock,
    host: '127.0.0.1',
    port: 0,
    onTurned: (reason) => void turned.push(reason),
    stopMs: 200,
    connectionsMax: options.connectionsMax,
    ...(options.fast ? { timesMs: { handshake: 300, headers: 300, request: 300, check: 50 } } : {}),
  })
  port = server.port
  assert.ok(directory.replace(signed()).ok)
  const call = (identity: TlsIdentity = identities['mihon-shi'], timeoutMs = 2000) =>
    makeTlsTransport({ directory, identity, clock, timeoutMs })
  return {
    clock,
    identities,
    directory,
    turned,
    received,
    port,
    call,
    /** Signs the directory anew with these TLS keys. */
    rotate: (tls: Parameters<typeof signed>[0]) => assert.ok(directory.replace(signed(tls)).ok),
    moveTo(other: number) {
      port = other
      assert.ok(directory.replace(signed()).ok)
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
