import { formatDateTime } from '@madoguchi/kit'
import type { LaterChange, SignatureReport } from '@madoguchi/pades'
import { markSubstitutes } from '@madoguchi/pki'
import type { Reader } from '../shell/words.ts'
import { findSigner } from '../signed/find-signer.ts'
import { isStamp, nameSignature, toneOf } from './describe-signature.ts'
import { findSeal } from './find-seal.ts'
import { listLater } from './later-change.ts'
import type { Detail, HistoryStep } from './verified.ts'
import { cardWords } from './words.ts'

/** One signature, and its number among those of its kind. */
export type Numbered = { readonly report: SignatureReport; readonly number: number }

/**
 * What happened to a document, oldest first: what was signed, who signed or stamped it, what came after. A thing that came
 * stands after the last signature after which it was found. Of a signature that nobody could read it is not known when it came.
 */
export function describeHistory(
  reader: Reader,
  signatures: readonly Numbered[],
  detail: Detail,
): readonly HistoryStep[] {
  const copy = cardWords(reader).verify.history
  const [placed, apart] = [signatures.filter(isPlaced), signatures.filter((one) => !isPlaced(one))]
  const last = placed.at(-1)?.report
  const isSame = last?.integrity.ok === true && last.later.kind === 'nothing'
  const isUnknown = apart.length > 0 || placed.some(({ report }) => !report.integrity.ok)
  return [
    { tone: 'neutral', title: copy.original, facts: [], lines: [] },
    ...placed
      .slice(0, detail.signatures)
      .flatMap(({ report, number }, i) => [
        describeStep(reader, report, number),
        ...listBetween(reader, { report, next: placed[i + 1]?.report }, detail),
      ]),
    ...apart.slice(0, Math.max(0, detail.signatures - placed.length)).map(({ report }) => {
      const { tone, facts } = describeStep(reader, report, 0)
      return { tone, title: cardWords(reader).verify.unreadName, facts: [...facts, copy.apart], lines: [] }
    }),
    {
      tone: 'neutral',
      title: copy.now,
      facts: isUnknown ? [copy.notSame] : isSame ? [copy.same] : [],
      lines: [],
    },
  ]
}

/** Whether it is known where what it signs ends. */
function isPlaced({ report }: Numbered): boolean {
  return report.kind !== undefined
}

function describeStep(reader: Reader, report: SignatureReport, number: number): HistoryStep {
  const copy = cardWords(reader).verify.history
  const { verdict, integrity, provenAt, claimedAt } = report
  const [signer, seal] = [findSigner(report), findSeal(report)]
  const nobody = seal === undefined ? copy.byNobody : copy.bySeal(seal)
  const who = signer === undefined ? nobody : copy.by(markSubstitutes(signer.name, signer.nameSubstitutes))
  const proven = provenAt && copy.proven(formatDateTime(provenAt))
  const when = proven ?? (claimedAt === undefined ? [] : copy.claimed(formatDateTime(claimedAt)))
  return {
    tone: toneOf[verdict.kind],
    title: nameSignature(reader, report, number),
    facts: [copy.words[verdict.kind], isStamp(report) ? [] : who, integrity.ok ? when : []].flat(),
    lines: [],
  }
}

function listBetween(
  reader: Reader,
  { report, next }: { report: SignatureReport; next: SignatureReport | undefined },
  detail: Detail,
): readonly HistoryStep[] {
  const copy = cardWords(reader).verify.history
  if (!report.integrity.ok) return []
  const came = leaveOut(report.later, next?.integrity.ok === true ? next.later : undefined)
  const isUnread = came.faults.every(({ code }) => code === 'LATER_UNREADABLE')
  const changes: HistoryStep = {
    tone: isUnread ? 'warning' : 'error',
    title: isUnread ? copy.unread : copy.changed,
    facts: [],
    lines: listLater(reader, { faults: came.faults, additions: [] }, detail),
  }
  const additions: HistoryStep = {
    tone: 'neutral',
    title: copy.between,
    facts: [],
    lines: listLater(reader, { faults: [], additions: came.additions }, detail),
  }
  return [changes, additions].filter(({ lines }) => lines.length > 0)
}

/** Signatures and time stamps are steps of their own: what they draw on a page is told. */
const ownSteps: ReadonlySet<string> = new Set(['signature', 'document time stamp'])

/** What came after one signature and not after the next. */
function leaveOut(
  { faults, additions }: LaterChange,
  next: LaterChange | undefined,
): Pick<LaterChange, 'faults' | 'additions'> {
  const nameOf = (one: object) => JSON.stringify(one)
  const later = new Set([...(next?.faults ?? []), ...(next?.additions ?? [])].map(nameOf))
  const isOwn = (one: object) => !later.has(nameOf(one))
  return { faults: faults.filter(isOwn), additions: additions.filter((one) => isOwn(one) && !ownSteps.has(one.kind)) }
}
