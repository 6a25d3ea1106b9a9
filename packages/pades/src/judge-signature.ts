import type { LaterChange } from './revisions/later-change.ts'
import type { SignatureParts, SignatureVerdict, VerdictCode } from './signature-report.ts'

/** What shows that something is wrong. Every other code says only that we do not know. */
const broken: ReadonlySet<VerdictCode> = new Set([
  'SIGNATURE_DIGEST',
  'SIGNATURE_RANGE',
  'SIGNATURE_VALUE',
  'SIGNATURE_CERTIFICATE',
  'SIGNED_DOCUMENT_CHANGED',
  'CERT_REVOKED',
] as const)

/** A time stamp of an authority that is not trusted counts as none; nobody asked about revocation is no refusal. */
export function judgeSignature(parts: SignatureParts): SignatureVerdict {
  const codes = [...findCodes(parts)]
  const gravest = codes.find((code) => broken.has(code))
  if (gravest !== undefined) return { kind: 'broken', code: gravest }
  const [first] = codes
  return first === undefined ? { kind: 'good' } : { kind: 'uncheckable', code: first }
}

/** All that keeps a signature from being good, what concerns the document before what concerns the signer. */
function* findCodes(parts: SignatureParts): Generator<VerdictCode> {
  const { kind, integrity, trust, revocation, timeStamp, later } = parts
  if (!integrity.ok) yield integrity.code
  // Of one that could not be read nobody knows where it ends.
  const change = kind === undefined ? undefined : codeOfLater(later)
  if (change !== undefined) yield change
  if (trust?.ok === false) yield trust.code
  if (typeof revocation === 'object' && !revocation.ok) yield revocation.code
  if (timeStamp?.ok === false) yield timeStamp.code
}

/** Undefined for what may come after a signature. */
function codeOfLater({ kind }: LaterChange): VerdictCode | undefined {
  if (kind === 'changes') return 'SIGNED_DOCUMENT_CHANGED'
  return kind === 'unknown' ? 'LATER_UNREADABLE' : undefined
}
