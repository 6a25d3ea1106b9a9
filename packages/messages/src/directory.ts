import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import { sign, verify } from 'node:crypto'
import type { Bytes, Clock, Verdict } from '@madoguchi/kit'
import { AppError, base64url, concat, equalBytes, no, ok, sha256, utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import type { PartyKind } from './define-message.ts'
import { partyKinds } from './define-message.ts'
import { date, digest, instant, municipalityCode, partyId, publicKey, typeId } from './fields.ts'
import { keyIdOf, readPublicKey } from './keys.ts'
import { limits } from './limits.ts'
import type { PartyView } from './party-about.ts'
import { partyAbout } from './party-about.ts'

const signingKey = z.strictObject({ publicKey, validFrom: instant, validUntil: instant })

/**
 * The directory: who is on the network, with which keys, where, providing what. Versioned, expiring, and signed by
 * an offline key whose public half every node pins, so that not even the core can swap a key.
 */
export const directorySchema = z.strictObject({
  network: z.string().max(64),
  version: z.int().min(1),
  issuedAt: instant,
  expiresAt: instant,
  parties: z
    .array(
      z.strictObject({
        id: partyId,
        kind: z.enum(partyKinds),
        /** The kinds of body that the permission table knows: 市町村長, 医療保険者, … as the catalogue codes them. */
        kinds: z.array(z.string().max(40)).max(8),
        /** Of a municipality: which one it is. Only for this one may it say what is offered there. */
        municipality: municipalityCode.optional(),
        /** A portal: the origin that citizens see. Any party: where batches go, unless `networkUrl` says. */
        url: z.string().max(255).optional(),
        networkUrl: z.string().max(255).optional(),
        keys: z.array(signingKey).min(1).max(4),
        /** SHA-256 of the SubjectPublicKeyInfo of each TLS key; absent where parties are joined in one process. */
        tlsKeys: z
          .array(z.strictObject({ spkiSha256: digest, validFrom: instant, validUntil: instant }))
          .min(1)
          .max(4)
          .optional(),
        /** Information types that this party answers for today. */
        provides: z.array(typeId).max(200),
        /** Of an agency: whether citizens may file with it. Directories of before say of nobody that they may. */
        takesFilings: z.boolean().optional(),
        /** Its name and where people find it. Directories of before have none. */
        about: partyAbout.optional(),
      }),
    )
    .max(limits.directoryPartiesMax),
  /**
   * Who was on the network: no party, so that nothing is sent to it, believed of it or asked of it, but what is kept of before still has a
   * name, and what it signed before its keys ended can still be opened.
   */
  former: z
    .array(
      z.strictObject({
        id: partyId,
        kind: z.enum(partyKinds),
        /** The last day, in Japan. */
        leftOn: date,
        keys: z.array(signingKey).max(4),
        about: partyAbout.optional(),
      }),
    )
    .max(limits.directoryPartiesMax)
    .optional(),
})

export type DirectoryDocument = z.infer<typeof directorySchema>
export type Party = DirectoryDocument['parties'][number]
export type FormerParty = NonNullable<DirectoryDocument['former']>[number]
type DirectoryCode = 'DIRECTORY_MALFORMED' | 'DIRECTORY_SIGNATURE' | 'DIRECTORY_EXPIRED' | 'DIRECTORY_OLDER'

export type DirectoryView = {
  readonly network: string
  readonly version: number
  /** The signed file that is held, as it came: for whoever must believe it later, without us. */
  readonly file: Bytes
  /** False once the held directory has expired: then no key is found, and whatever comes must wait. */
  isLive(at: Date): boolean
  find(id: string): Party | undefined
  ofKind(kind: PartyKind): readonly Party[]
  providersOf(type: string): readonly Party[]
  findKey(id: string, keyId: string, at: Date): { publicKey: KeyObject; kind: PartyKind } | undefined
  /** The party whose TLS key this is (base64url of the SHA-256 of its SubjectPublicKeyInfo), valid now. */
  findTlsParty(spkiSha256: string, at: Date): Party | undefined
  /** How people read of a party, also of one that left; whoever never stood there is its id. */
  describeParty(id: string): PartyView
}

const context = utf8.encode('madoguchi/directory/1\n')

/**
 * JSON in, signed file out: `signature (base64url) \n json`. Throws on what the schema refuses.
 * Only the holder of the offline key calls this.
 */
export function signDirectory(document: DirectoryDocument, privateKey: KeyObject): Bytes {
  const checked = directorySchema.parse(document)
  assert(!repeatsItself(checked), 'a party or a key stands in the directory twice')
  const json = utf8.encode(JSON.stringify(checked))
  const signature = new Uint8Array(sign(null, concat(context, json), privateKey))
  return concat(utf8.encode(`${base64url.encode(signature)}\n`), json)
}

/** Verifies a signed directory against the pinned key. Never throws. */
export function readDirectory(bytes: Bytes, pinnedKey: KeyObject, at: Date): Verdict<DirectoryDocument, DirectoryCode> {
  if (bytes.length > limits.directorySizeBytesMax || bytes[86] !== 0x0a) return no('DIRECTORY_MALFORMED')
  const json = bytes.subarray(87)
  try {
    const signature = base64url.decode(utf8.decode(bytes.subarray(0, 86)))
    if (!verify(null, concat(context, json), pinnedKey, signature)) return no('DIRECTORY_SIGNATURE')
    const document = directorySchema.parse(JSON.parse(utf8.decode(json)))
    if (repeatsItself(document)) return no('DIRECTORY_MALFORMED', { version: document.version })
    if (Date.parse(document.expiresAt) <= at.getTime()) return no('DIRECTORY_EXPIRED', { version: document.version })
    return ok(document)
  } catch {
    // Not base64url, not UTF-8, not JSON, not a directory: whatever it is, it is malformed.
    return no('DIRECTORY_MALFORMED')
  }
}

/** One party, one entry; one key, one party. Otherwise it would depend on the reader who is who. */
function repeatsItself({ parties, former = [] }: DirectoryDocument): boolean {
  const all = [...parties, ...former]
  const ids = all.map(({ id }) => id)
  const keys = all.flatMap((party) => party.keys.map(({ publicKey }) => publicKey))
  const tlsKeys = parties.flatMap((party) => (party.tlsKeys ?? []).map(({ spkiSha256 }) => spkiSha256))
  return [ids, keys, tlsKeys].some((each) => new Set(each).size < each.length)
}

export type DirectoryHolder = DirectoryView & {
  /** SHA-256 of the file that is held. */
  readonly digest: Bytes
  replace(bytes: Bytes): Verdict<number, DirectoryCode>
}

/**
 * Holds the newest verified directory of a node. `replace` refuses an older version, another content under the
 * version it holds, another network, a foreign signature and an expired file. Once the held directory expires
 * no key is found any more: the node fails closed.
 * Throws AppError with a DIRECTORY_ code when the first file is refused.
 */
export function openDirectory(options: { bytes: Bytes; pinnedKey: KeyObject; clock: Clock }): DirectoryHolder {
  const { pinnedKey, clock } = options
  const first = readDirectory(options.bytes, pinnedKey, clock.now())
  if (!first.ok) throw new AppError(first.code, 'The directory of the network was refused.', { facts: first.facts })
  let held = index(first.value)
  let heldFile = options.bytes
  let heldDigest = sha256(heldFile)

  return {
    get network() {
      return held.document.network
    },
    get version() {
      return held.document.version
    },
    get digest() {
      return heldDigest
    },
    get file() {
      return heldFile
    },
    isLive: (at) => at.getTime() < held.expires,
    find: (id) => held.parties.get(id),
    ofKind: (kind) => held.document.parties.filter((party) => party.kind === kind),
    providersOf: (type) => held.document.parties.filter((party) => party.provides.includes(type)),
    findKey(id, keyId, at) {
      const entry = held.keys.get(`${id} ${keyId}`)
      const lives =
        entry !== undefined && entry.from <= at.getTime() && at.getTime() < entry.until && at.getTime() < held.expires
      return lives ? entry : undefined
    },
    findTlsParty(spkiSha256, at) {
      const entry = held.tlsKeys.get(spkiSha256)
      const lives = entry !== undefined && entry.from <= at.getTime() && at.getTime() < entry.until
      return lives && at.getTime() < held.expires ? entry.party : undefined
    },
    describeParty: (id) => held.views.get(id) ?? { id, name: id },
    replace(bytes) {
      const next = readDirectory(bytes, pinnedKey, clock.now())
      if (!next.ok) return next
      const { version, network } = next.value
      if (network !== held.document.network) return no('DIRECTORY_MALFORMED', { version, reason: 'NETWORK' })
      const nextDigest = sha256(bytes)
      const isOther = version === held.document.version && !equalBytes(nextDigest, heldDigest)
      if (version < held.document.version || isOther) return no('DIRECTORY_OLDER', { version })
      held = index(next.value)
      heldFile = bytes
      heldDigest = nextDigest
      return ok(version)
    },
  }
}

function index(document: DirectoryDocument) {
  const keys = new Map<string, { publicKey: KeyObject; kind: PartyKind; from: number; until: number }>()
  const tlsKeys = new Map<string, { party: Party; from: number; until: number }>()
  for (const party of document.parties) {
    for (const { spkiSha256, validFrom, validUntil } of party.tlsKeys ?? [])
      tlsKeys.set(spkiSha256, { party, from: Date.parse(validFrom), until: Date.parse(validUntil) })
  }
  const { parties, former = [] } = document
  for (const party of [...parties, ...former]) {
    for (const key of party.keys) {
      const bytes = base64url.decode(key.publicKey)
      keys.set(`${party.id} ${keyIdOf(bytes)}`, {
        publicKey: readPublicKey(bytes),
        kind: party.kind,
        from: Date.parse(key.validFrom),
        until: Date.parse(key.validUntil),
      })
    }
  }
  return {
    document,
    keys,
    tlsKeys,
    parties: new Map(parties.map((party) => [party.id, party])),
    views: new Map<string, PartyView>([
      ...parties.map(({ id, about }) => [id, { id, name: id, ...about }] as const),
      ...former.map(({ id, about, leftOn }) => [id, { id, name: id, ...about, leftOn }] as const),
    ]),
    expires: Date.parse(document.expiresAt),
  }
}
