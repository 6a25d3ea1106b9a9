import type { SignatureReport } from '@madoguchi/pades'
import { isContentSame } from '@madoguchi/pades'
import type { Child, DescriptionRow, Html } from '@madoguchi/ui'
import { formatDateTime, html, renderDescriptionList, renderNotificationBanner, renderSection } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { renderLater } from './later-change.ts'
import { describeSigner, hasSubstitutes } from './signer-rows.ts'
import { cardWords } from './words.ts'

/** What can be said of one signature: first the verdict in a line, with its reason, then who, then each thing that was looked at. */
export function renderSignature(reader: Reader, report: SignatureReport, { number, isFirst }: Place): Html {
  const copy = cardWords(reader).verify
  return renderSection({
    heading: isStamp(report) ? copy.stampNameOf(number) : copy.nameOf(number),
    level: 3,
    body: [
      renderVerdict(reader, report, isFirst),
      renderSigner(reader, report),
      renderDescriptionList({ rows: describeChecks(reader, report) }),
    ],
  })
}

/** `number`: of its own kind, from 1 on. */
type Place = { readonly number: number; readonly isFirst: boolean }

/** A time stamp of the whole document: nobody signed. */
export function isStamp({ kind }: SignatureReport): boolean {
  return kind === 'document time stamp'
}

function renderVerdict(reader: Reader, report: SignatureReport, isLive: boolean): Html {
  const { stamp, ...copy } = cardWords(reader).verify
  const headings = isStamp(report) ? stamp : copy
  const { verdict } = report
  const good = isContentSame(report.later) ? headings.good : headings.goodWithAdditions
  if (verdict.kind === 'good') return renderNotificationBanner({ tone: 'success', heading: good, isLive })
  const why = html`<p>${copy.asSentence(copy.why[verdict.code])}</p>`
  if (verdict.kind === 'broken')
    return renderNotificationBanner({ tone: 'error', heading: headings.bad, body: why, isLive })
  const body = [why, html`<p>${copy.uncheckableMeans}</p>`]
  return renderNotificationBanner({ tone: 'warning', heading: headings.uncheckable, body, isLive })
}

/** Whose certificate nobody vouches for could claim any name: it is not shown. */
function renderSigner(reader: Reader, report: SignatureReport): Html | readonly Html[] | '' {
  const { integrity, trust, signer } = report
  if (!integrity.ok || isStamp(report)) return ''
  const copy = cardWords(reader)
  if (trust?.ok !== true || signer === undefined) return html`<p>${copy.verify.unknownSigner}</p>`
  if (!signer.ok) return html`<p>${copy.verify.asSentence(copy.verify.nobody[signer.code])}</p>`
  const note = hasSubstitutes(signer.value) ? html`<p>${copy.signer.substitutes}</p>` : html``
  return [renderDescriptionList({ rows: describeSigner(reader, signer.value) }), note]
}

function describeChecks(reader: Reader, report: SignatureReport): readonly DescriptionRow[] {
  const copy = cardWords(reader).verify
  const { kind, integrity, trust, revocation, reason, later } = report
  const { rows, why } = copy
  const said: (readonly [string, Child | undefined])[] = [
    [rows.integrity, integrity.ok ? copy.integrityGood : why[integrity.code]],
    [rows.later, integrity.ok ? renderLater(reader, later) : undefined],
    [rows.trust, trust && (trust.ok ? copy.trustGood : why[trust.code])],
    [rows.revocation, revocation && describeRevocation(reader, revocation)],
    [rows.time, integrity.ok ? describeTime(reader, report) : undefined],
    [rows.kind, kind && copy.kinds[kind]],
    [rows.reason, integrity.ok ? reason : undefined],
  ]
  return said.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
}

function describeRevocation(reader: Reader, revocation: NonNullable<SignatureReport['revocation']>): string {
  const copy = cardWords(reader).verify
  if (revocation === 'not asked') return copy.notAsked
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
