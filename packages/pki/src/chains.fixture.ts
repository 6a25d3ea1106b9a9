import type { KeyObject } from 'node:crypto'
import { sign } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { concat, hex } from '@madoguchi/kit'
import { encodeBits, encodeElement, encodeOid, encodeSequence } from './encode-der.ts'
import type { RawExtension } from './extensions.ts'
import type { CertificateAuthority } from './issue/ca.ts'
import { jpkiTestCaName, readOwn } from './issue/ca.ts'
import { createCrl } from './issue/create-crl.ts'
import { encodeTbs, rsaAlgorithm } from './issue/encode-certificate.ts'
import { encodeName } from './issue/encode-name.ts'
import type { KeyPair } from './issue/keys.ts'
import { makeRsaKeyPair } from './issue/keys.ts'
import {
  makeAuthorityKeyId,
  makeBasicConstraints,
  makeExtendedKeyUsage,
  makeKeyId,
  makeKeyUsage,
  makePolicies,
  makeSubjectKeyId,
} from './issue/make-extensions.ts'
import { clientAuth, jpkiPolicy } from './oids.ts'

export const at = new Date('2027-06-01T00:00:00Z')
export const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

/** Who signs: a name, a key, and the key id that the certificates it issues point to. */
export type Signer = { readonly nameDer: Bytes; readonly keys: KeyPair; readonly keyId?: Bytes }

export type MakeOptions = {
  readonly by: Signer
  readonly subjectDer: Bytes
  readonly publicKey: KeyObject
  readonly extensions: readonly RawExtension[]
  readonly serial?: bigint
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** Signs with SHA-1, which the issuing side of this package cannot. */
  readonly isSha1?: boolean
}

const sha1Algorithm = encodeSequence(encodeOid('1.2.840.113549.1.1.5'), encodeElement(0x05))

/** Makes a certificate of any shape, right or wrong. */
export function makeCertificate(options: MakeOptions): Bytes {
  const { by, isSha1 = false } = options
  const algorithm = isSha1 ? sha1Algorithm : rsaAlgorithm
  const tbs = encodeTbs(
    {
      serial: 0x1234n,
      notBefore: day('2026-01-01'),
      notAfter: day('2030-01-01'),
      ...options,
      issuerDer: by.nameDer,
      extensions: [...options.extensions, makeAuthorityKeyId(by.keyId ?? makeKeyId(by.keys.publicKey))],
    },
    algorithm,
  )
  const signature = sign(isSha1 ? 'sha1' : 'sha256', tbs, by.keys.privateKey)
  return encodeSequence(tbs, algorithm, encodeBits(new Uint8Array(signature)))
}

export const unknownCritical: RawExtension = { id: '1.2.3.4.5', isCritical: true, value: new Uint8Array([5, 0]) }

export type LeafOptions = Partial<Omit<MakeOptions, 'by'>> & {
  readonly usage?: RawExtension | undefined
  readonly purpose?: RawExtension | undefined
  readonly policy?: RawExtension | undefined
  readonly more?: readonly RawExtension[]
}

/** Three keys serve all cases: making them is most of what the tests cost. */
export async function makeWorld() {
  const [rootKeys, otherKeys, leafKeys] = await Promise.all([makeRsaKeyPair(), makeRsaKeyPair(), makeRsaKeyPair()])
  const rootName = encodeName(jpkiTestCaName.authentication)
  const root: Signer = { nameDer: rootName, keys: rootKeys }
  const other: Signer = { nameDer: rootName, keys: otherKeys }
  const middle: Signer = { nameDer: encodeName({ C: 'JP', O: 'JPKI TEST', OU: ['Middle'], L: [] }), keys: otherKeys }
  const lower: Signer = { nameDer: encodeName({ C: 'JP', O: 'JPKI TEST', OU: ['Lower'], L: [] }), keys: rootKeys }

  const makeAnchor = (signer: Signer, options: Partial<MakeOptions> & { pathLength?: number } = {}): Bytes =>
    makeCertificate({
      by: signer,
      subjectDer: signer.nameDer,
      publicKey: signer.keys.publicKey,
      serial: 1n,
      notBefore: day('2025-01-01'),
      notAfter: day('2036-01-01'),
      extensions: [
        makeBasicConstraints(options.pathLength),
        makeKeyUsage('keyCertSign', 'cRLSign'),
        makeSubjectKeyId(makeKeyId(signer.keys.publicKey)),
      ],
      ...options,
    })

  const makeMiddle = (options: Partial<MakeOptions> & { as?: Signer; extensions?: readonly RawExtension[] } = {}) => {
    const as = options.as ?? middle
    return makeCertificate({
      by: root,
      subjectDer: as.nameDer,
      publicKey: as.keys.publicKey,
      serial: 2n,
      ...options,
      extensions: [
        ...(options.extensions ?? caExtensions(jpkiPolicy.authentication)),
        makeSubjectKeyId(makeKeyId(as.keys.publicKey)),
      ],
    })
  }

  const makeLeaf = (by: Signer, options: LeafOptions = {}): Bytes => {
    const {
      usage = makeKeyUsage('digitalSignature'),
      purpose = makeExtendedKeyUsage(clientAuth),
      policy = makePolicies(jpkiPolicy.authentication),
      more = [],
      ...rest
    } = options
    const given = [
      'usage' in options && options.usage === undefined ? undefined : usage,
      'purpose' in options && options.purpose === undefined ? undefined : purpose,
      'policy' in options && options.policy === undefined ? undefined : policy,
    ].filter((extension) => extension !== undefined)
    return makeCertificate({
      by,
      subjectDer: encodeName({ C: 'JP', OU: [], L: [], CN: 'AU0001' }),
      publicKey: leafKeys.publicKey,
      ...rest,
      extensions: rest.extensions ?? [...given, ...more, makeSubjectKeyId(makeKeyId(leafKeys.publicKey))],
    })
  }

  const authorityOf = (anchorDer: Bytes, keys: KeyPair): CertificateAuthority => ({
    certificate: readOwn(anchorDer),
    privateKey: keys.privateKey,
  })

  const makeCrl = (options: { revoked?: string[]; from?: string; to?: string; by?: KeyPair } = {}) => {
    const { revoked = [], from = '2027-05-31', to = '2027-06-02', by = rootKeys } = options
    // The list claims the root's key id whoever signs it, so that only the signature can tell.
    const ca = { ...authorityOf(makeAnchor(root), rootKeys), privateKey: by.privateKey }
    return createCrl({
      ca,
      thisUpdate: day(from),
      nextUpdate: day(to),
      number: 7n,
      revoked: revoked.map((serialHex) => ({ serialHex, at: day('2027-01-01'), reason: 'keyCompromise' as const })),
    })
  }

  return { root, other, middle, lower, leafKeys, makeAnchor, makeMiddle, makeLeaf, makeCrl }
}

export type World = Awaited<ReturnType<typeof makeWorld>>

export function caExtensions(policy: string, pathLength?: number): RawExtension[] {
  return [makeBasicConstraints(pathLength), makeKeyUsage('keyCertSign', 'cRLSign'), makePolicies(policy)]
}

/** A copy with one bit turned, `fromEnd` bytes before the end. */
export function flipBit(bytes: Bytes, fromEnd: number): Bytes {
  const copy = bytes.slice()
  const index = copy.length - fromEnd
  copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

/** Puts other bytes of the same length in the place of the only occurrence of `from`. */
export function replaceBytes(bytes: Bytes, from: Bytes, to: Bytes): Bytes {
  const index = Buffer.from(bytes).indexOf(from)
  if (index < 0 || from.length !== to.length) throw new RangeError(`cannot replace ${hex.encode(from)}`)
  return concat(bytes.subarray(0, index), to, bytes.subarray(index + to.length))
}
