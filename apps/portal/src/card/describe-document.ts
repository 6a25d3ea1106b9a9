import type { SignatureReport } from '@madoguchi/pades'
import { isContentSame } from '@madoguchi/pades'
import { markSubstitutes } from '@madoguchi/pki'
import type { Reader } from '../shell/words.ts'
import { findSigner } from '../signed/find-signer.ts'
import { describeHistory, type Numbered } from './describe-history.ts'
import { describeSignature, explainVerdict, isStamp } from './describe-signature.ts'
import { findSeal } from './find-seal.ts'
import type { Detail, VerifiedDocument } from './verified.ts'
import type { LookedAt } from './verify-files.ts'
import { cardWords } from './words.ts'

/** What can be said of one document: one sentence, what happened to it, and each signature by itself. */
export function describeDocument(reader: Reader, { name, hash, found }: LookedAt, detail: Detail): VerifiedDocument {
  const copy = cardWords(reader).verify
  const nothing = { name, hash, count: '', history: [], signatures: [], left: '' }
  if (found === 'waited') return { ...nothing, hash: '', tone: 'warning', sentence: copy.waited, why: [] }
  if (found === 'no pdf') return { ...nothing, tone: 'warning', sentence: copy.notPdf, why: [] }
  if (!found.ok)
    return { ...nothing, tone: 'warning', sentence: copy.uncheckableDocument, why: [copy.refused[found.code]] }
  const reports = found.value
  if (reports.length === 0) return { ...nothing, tone: 'warning', sentence: copy.none.heading, why: [copy.none.body] }
  const numbered = numberEach(reports)
  const shown = numbered.slice(0, detail.signatures)
  const stamps = reports.filter(isStamp).length
  return {
    name,
    hash,
    ...judgeDocument(reader, reports),
    count: copy.count(reports.length - stamps, stamps),
    history: describeHistory(reader, numbered, detail),
    signatures: shown.map(({ report, number }) => describeSignature(reader, report, { number, detail })),
    left: shown.length < reports.length ? copy.moreSignatures(shown.length) : '',
  }
}

function numberEach(reports: readonly SignatureReport[]): readonly Numbered[] {
  return reports.map((report, i) => ({
    report,
    number: reports.slice(0, i + 1).filter((one) => isStamp(one) === isStamp(report)).length,
  }))
}

/** Of all that was found the gravest, in one sentence. */
function judgeDocument(
  reader: Reader,
  reports: readonly SignatureReport[],
): Pick<VerifiedDocument, 'tone' | 'sentence' | 'why'> {
  const copy = cardWords(reader).verify.sentences
  const of = (kind: SignatureReport['verdict']['kind']) => reports.filter(({ verdict }) => verdict.kind === kind)
  const [broken, uncheckable] = [of('broken'), of('uncheckable')]
  const stamps = reports.filter(isStamp).length
  const counted = { signatures: reports.length - stamps, stamps }
  const [gravest] = [...broken, ...uncheckable]
  const why = gravest === undefined ? [] : explainVerdict(reader, gravest)
  if (broken.length > 0) return { tone: 'error', sentence: copy.broken(broken.length, counted), why }
  if (uncheckable.length > 0) {
    const areStamps = uncheckable.every(isStamp) && !reports.every(isStamp)
    const said = areStamps ? copy.stampsUncheckable : copy.uncheckable(uncheckable.length, counted)
    return { tone: 'warning', sentence: said, why }
  }
  return { tone: 'success', sentence: sayGood(reader, reports), why }
}

/** A name that is longer is told below. */
const nameLengthMax = 40

function sayGood(reader: Reader, reports: readonly SignatureReport[]): string {
  const copy = cardWords(reader).verify.sentences
  const isSame = reports.every(({ later }) => isContentSame(later))
  const signatures = reports.filter((one) => !isStamp(one))
  const [first] = signatures
  if (first === undefined) return isSame ? copy.stamps : copy.stampsWithAdditions
  const seal = signatures.length === 1 ? findSeal(first) : undefined
  if (seal !== undefined && seal.length <= nameLengthMax) return isSame ? copy.seal(seal) : copy.sealWithAdditions(seal)
  const signer = signatures.length === 1 ? findSigner(first) : undefined
  if (signer !== undefined && signer.name.length <= nameLengthMax) {
    const name = markSubstitutes(signer.name, signer.nameSubstitutes)
    return isSame ? copy.one(name) : copy.oneWithAdditions(name)
  }
  return isSame ? copy.good(signatures.length) : copy.goodWithAdditions(signatures.length)
}
