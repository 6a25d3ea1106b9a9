import { formatDate, formatDateTime } from '@madoguchi/kit'
import type { SignatureReport } from '@madoguchi/pades'
import { isContentSame } from '@madoguchi/pades'
import { markSubstitutes } from '@madoguchi/pki'
import type { Reader } from '../shell/words.ts'
import { findSigner } from '../signed/find-signer.ts'
import { findSeal } from './find-seal.ts'
import { describeLater } from './later-change.ts'
import type { Detail, VerdictTone, VerifiedRow, VerifiedSignature } from './verified.ts'
import { cardWords } from './words.ts'

export const toneOf = { good: 'success', broken: 'error', uncheckable: 'warning' } as const satisfies Record<
  SignatureReport['verdict']['kind'],
  VerdictTone
>

/** What can be said of one signature: first the verdict in a line, with its reason, then who, then each thing that was looked at. */
export function describeSignature(
  reader: Reader,
  report: SignatureReport,
  { number, detail }: { number: number; detail: Detail },
): VerifiedSignature {
  const { verdict, later, integrity } = report
  const isAnother = integrity.ok && !isStamp(report) && later.kind !== 'nothing' && later.revisionBytes !== undefined
  return {
    heading: nameSignature(reader, report, number),
    tone: toneOf[verdict.kind],
    ...describeVerdict(reader, report),
    ...describeWho(reader, report),
    rows: [...listSignerRows(reader, report), ...listChecks(reader, report, detail)],
    revision: isAnother ? number : 0,
  }
}

/** A time stamp of the whole document: nobody signed. */
export function isStamp({ kind }: SignatureReport): boolean {
  return kind === 'document time stamp'
}

/** `number`: of its own kind, from 1 on. */
export function nameSignature(reader: Reader, report: SignatureReport, number: number): string {
  const copy = cardWords(reader).verify
  return isStamp(report) ? copy.stampNameOf(number) : copy.nameOf(number)
}

/** Why it is not good, in whole sentences; none where it is. */
export function explainVerdict(reader: Reader, { verdict }: SignatureReport): readonly string[] {
  if (verdict.kind === 'good') return []
  const copy = cardWords(reader).verify
  const why = copy.asSentence(copy.why[verdict.code])
  return verdict.kind === 'broken' ? [why] : [why, copy.uncheckableMeans]
}

function describeVerdict(reader: Reader, report: SignatureReport): Pick<VerifiedSignature, 'verdict' | 'why'> {
  const { stamp, ...copy } = cardWords(reader).verify
  const headings = isStamp(report) ? stamp : copy
  const good = isContentSame(report.later) ? headings.good : headings.goodWithAdditions
  const said = { good, broken: headings.bad, uncheckable: headings.uncheckable }
  return { verdict: said[report.verdict.kind], why: explainVerdict(reader, report) }
}

function describeWho(reader: Reader, report: SignatureReport): Pick<VerifiedSignature, 'note'> {
  const { integrity, trust, signer } = report
  if (!integrity.ok || isStamp(report)) return { note: '' }
  const copy = cardWords(reader)
  if (findSeal(report) !== undefined) return { note: copy.verify.seal.note }
  if (trust?.ok !== true || signer === undefined) return { note: copy.verify.unknownSigner }
  if (!signer.ok) return { note: copy.verify.asSentence(copy.verify.nobody[signer.code]) }
  const { nameSubstitutes, addressSubstitutes } = signer.value
  return { note: nameSubstitutes === undefined && addressSubstitutes === undefined ? '' : copy.signer.substitutes }
}

/** The agency whose seal it is, or the four attributes of whoever signed, with substitute characters between 〔 and 〕. */
function listSignerRows(reader: Reader, report: SignatureReport): readonly VerifiedRow[] {
  const seal = findSeal(report)
  if (seal !== undefined) {
    const { term, text } = cardWords(reader).verify.seal
    return [{ term, text: text(seal), lines: [] }]
  }
  const signer = isStamp(report) ? undefined : findSigner(report)
  if (signer === undefined) return []
  const { name, address, birthDate, sex, nameSubstitutes, addressSubstitutes } = signer
  const copy = cardWords(reader).signer
  const rows = [
    [copy.name, markSubstitutes(name, nameSubstitutes)],
    [copy.address, markSubstitutes(address, addressSubstitutes)],
    [copy.birthDate, birthDate === undefined ? copy.absent : formatDate(birthDate)],
    [copy.sex, sex === undefined ? copy.absent : copy.sexes[sex]],
  ] as const
  return rows.map(([term, text]) => ({ term, text, lines: [] }))
}

function listChecks(reader: Reader, report: SignatureReport, detail: Detail): readonly VerifiedRow[] {
  const copy = cardWords(reader).verify
  const { kind, integrity, trust, revocation, reason, later } = report
  const { rows, why } = copy
  const said = describeLater(reader, later, detail)
  const checked: (readonly [string, string | undefined, (readonly string[])?])[] = [
    [rows.integrity, integrity.ok ? copy.integrityGood : why[integrity.code]],
    [rows.later, integrity.ok ? said.text : undefined, said.lines],
    [rows.trust, trust && (trust.ok ? copy.trustGood : why[trust.code])],
    [rows.revocation, revocation && describeRevocation(reader, revocation)],
    [rows.time, integrity.ok ? describeTime(reader, report) : undefined],
    [rows.kind, kind && copy.kinds[kind]],
    [rows.reason, integrity.ok ? reason : undefined],
  ]
  return checked.flatMap(([term, text, lines = []]) => (text === undefined ? [] : [{ term, text, lines }]))
}

function describeRevocation(reader: Reader, revocation: NonNullable<SignatureReport['revocation']>): string {
  const copy = cardWords(reader).verify
  if (revocation === 'not asked') return copy.notAsked
  if (revocation === 'nobody to ask') return copy.nobodyToAsk
  if (!revocation.ok) return copy.why[revocation.code]
  const { laterAt } = revocation.value
  return laterAt === undefined ? copy.revocationGood : copy.revokedLater(formatDateTime(laterAt))
}

function describeTime(reader: Reader, { timeStamp, provenAt, claimedAt }: SignatureReport): string {
  const copy = cardWords(reader).verify
  const own = timeStamp?.ok === true ? timeStamp.value : undefined
  if (provenAt !== undefined) {
    const at = formatDateTime(provenAt)
    return own?.at.getTime() === provenAt.getTime() ? copy.proven(at) : copy.provenByDocument(at)
  }
  if (timeStamp?.ok === false) return copy.why[timeStamp.code]
  if (own !== undefined) return copy.provenUnknown(formatDateTime(own.at))
  return claimedAt === undefined ? copy.noTime : copy.claimed(formatDateTime(claimedAt))
}
