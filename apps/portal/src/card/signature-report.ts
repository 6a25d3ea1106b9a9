import type { SignatureReport } from '@madoguchi/pades'
import type { DescriptionRow, Html } from '@madoguchi/ui'
import { formatDateTime, html, renderDescriptionList, renderNotificationBanner, renderSection } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { describeSigner, hasSubstitutes } from './signer-rows.ts'
import { cardWords } from './words.ts'

/** What can be said of one signature: first the judgement in a line, then who, then each thing that was looked at. */
export function renderSignature(reader: Reader, report: SignatureReport, number: number): Html {
  const copy = cardWords(reader).verify
  const judged = judge(reader, report)
  return renderSection({
    heading: copy.nameOf(number),
    level: 3,
    body: [
      renderNotificationBanner({ ...judged, isLive: number === 1 }),
      renderSigner(reader, report),
      renderDescriptionList({ rows: describeChecks(reader, report) }),
    ],
  })
}

type Judged = { readonly tone: 'success' | 'warning' | 'error'; readonly heading: string }

function judge(reader: Reader, report: SignatureReport): Judged {
  const copy = cardWords(reader).verify
  switch (report.verdict.kind) {
    case 'good':
      return { tone: 'success', heading: copy.good }
    case 'broken':
      return { tone: 'error', heading: copy.bad }
    case 'uncheckable':
      return { tone: 'warning', heading: copy.uncheckable }
  }
}

/** Whose certificate nobody vouches for could claim any name: it is not shown. */
function renderSigner(reader: Reader, { integrity, trust, signer }: SignatureReport): Html | readonly Html[] | '' {
  if (!integrity.ok) return ''
  const copy = cardWords(reader)
  if (trust?.ok !== true || signer?.ok !== true) return html`<p>${copy.verify.unknownSigner}</p>`
  const note = hasSubstitutes(signer.value) ? html`<p>${copy.signer.substitutes}</p>` : html``
  return [renderDescriptionList({ rows: describeSigner(reader, signer.value) }), note]
}

function describeChecks(reader: Reader, report: SignatureReport): readonly DescriptionRow[] {
  const copy = cardWords(reader).verify
  const { integrity, trust, revocation, reason, later } = report
  const { rows } = copy
  const said: (readonly [string, string | undefined])[] = [
    [rows.integrity, integrity.ok ? copy.integrityGood : find(copy.integrity, integrity.code)],
    [rows.later, integrity.ok ? copy.later[later] : undefined],
    [rows.trust, trust === undefined ? undefined : trust.ok ? copy.trustGood : find(copy.trust, trust.code)],
    [rows.revocation, revocation === undefined ? undefined : describeRevocation(reader, revocation)],
    [rows.time, integrity.ok ? describeTime(reader, report) : undefined],
    [rows.reason, integrity.ok ? reason : undefined],
  ]
  return said.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
}

function describeRevocation(reader: Reader, revocation: NonNullable<SignatureReport['revocation']>): string {
  const copy = cardWords(reader).verify
  if (revocation === 'not asked') return copy.revocation['not asked']
  return revocation.ok ? copy.revocationGood : find(copy.revocation, revocation.code)
}

function describeTime(reader: Reader, { timeStamp, claimedAt }: SignatureReport): string {
  const copy = cardWords(reader).verify
  if (timeStamp !== undefined) {
    if (!timeStamp.ok) return copy.stampBroken
    const at = formatDateTime(timeStamp.value.at)
    return timeStamp.value.trust.ok ? copy.proven(at) : copy.provenUnknown(at)
  }
  return claimedAt === undefined ? copy.noTime : copy.claimed(formatDateTime(claimedAt))
}

function find(texts: Readonly<Record<string, string>> & { readonly other: string }, code: string): string {
  return Object.hasOwn(texts, code) ? (texts[code] ?? texts.other) : texts.other
}
