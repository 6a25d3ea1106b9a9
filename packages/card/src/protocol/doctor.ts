import type { OperationCode } from './codes.ts'
import { failureCopy } from './copy.ja.ts'
import { type DoctorCheck, type DoctorFinding, doctorCopy, doctorFindings } from './doctor.ja.ts'
import { endsSoon } from './ends-soon.ts'
import type { HostStatus } from './native.ts'

export type DoctorLine = {
  readonly check: DoctorCheck
  readonly title: string
  /** A hint is nothing to mend: a child's card has no signing certificate. */
  readonly state: 'good' | 'bad' | 'hint'
  readonly sentence: string
  /** The one thing to do next; there where something is not well. */
  readonly next?: string
  readonly code?: string
}

/** Reads a status of card-host: line by line, ending with the first thing without which nothing else can be looked at. */
export function diagnoseHost(status: HostStatus, now: Date): DoctorLine[] {
  if (status.pcsc === 'missing') return [badLine('pcsc', 'PCSC_MISSING')]
  const pcsc = goodLine('pcsc')
  if (status.readers.length === 0) return [pcsc, badLine('reader', 'CARD_NO_READER')]
  const lines = [pcsc, goodLine('reader', status.readers.map(({ name }) => name).join('、'))]
  const { card } = status
  if (card === undefined) return [...lines, badLine('card', 'CARD_NO_CARD')]
  if (card.code !== undefined) return [...lines, badLine(checkOf(card.code), card.code)]
  lines.push(goodLine('card'))
  if (!card.applications.includes('jpki')) return [...lines, badLine('jpki', 'CARD_NOT_JPKI')]
  lines.push(goodLine('jpki'))
  lines.push(
    card.applications.includes('attributes')
      ? goodLine('attributes')
      : finding('attributes', 'NO_ATTRIBUTES', { state: 'hint' }),
  )
  const certificate = card.authenticationCertificate
  if (certificate === undefined) lines.push(badLine('authentication-certificate', 'CARD_NO_CERTIFICATE'))
  else if (now > new Date(certificate.notAfter)) lines.push(finding('authentication-certificate', 'EXPIRED'))
  else if (now < new Date(certificate.notBefore)) lines.push(finding('authentication-certificate', 'NOT_YET'))
  else if (endsSoon(new Date(certificate.notAfter), now))
    lines.push(finding('authentication-certificate', 'ENDS_SOON', { state: 'hint', detail: until(certificate) }))
  else lines.push(goodLine('authentication-certificate', until(certificate)))
  const hasSigning = card.hasSigningCertificate === true
  lines.push(
    hasSigning
      ? goodLine('signing-certificate')
      : finding('signing-certificate', 'NO_SIGNING_CERTIFICATE', { state: 'hint' }),
  )
  if (looksPinless(card.tries, hasSigning)) return [...lines, badLine('authentication-tries', 'CARD_WITHOUT_PIN')]
  for (const secret of ['authentication', 'attributes', 'signing'] as const) {
    const left = card.tries[secret]
    if (left === undefined || (secret === 'signing' && !hasSigning)) continue
    lines.push(judgeTries(`${secret}-tries`, left))
  }
  return lines
}

export function goodLine(check: DoctorCheck, detail?: string): DoctorLine {
  const { title, good } = doctorCopy[check]
  return { check, title, state: 'good', sentence: detail === undefined ? good : `${good}(${detail})` }
}

/** A code that has no words of its own keeps its name, so that whoever helps can look it up. */
export function badLine(check: DoctorCheck, code: string): DoctorLine {
  const { title, next } = isKnown(code) ? failureCopy[code] : failureCopy.HOST_FAILED
  return { check, title: doctorCopy[check].title, state: 'bad', sentence: `${title}。`, next, code }
}

export function finding(
  check: DoctorCheck,
  what: DoctorFinding,
  { state = 'bad', detail }: { readonly state?: 'bad' | 'hint'; readonly detail?: string } = {},
): DoctorLine {
  const { title, next } = doctorFindings[what]
  const sentence = detail === undefined ? `${title}。` : `${title}。(${detail})`
  return { check, title: doctorCopy[check].title, state, sentence, next, code: what }
}

/** Which of the doctor's questions a refusal answers. */
function checkOf(code: string): DoctorCheck {
  if (code === 'CARD_NOT_JPKI') return 'jpki'
  return code === 'CARD_NO_CERTIFICATE' || code === 'CARD_NEXT_GENERATION' ? 'authentication-certificate' : 'card'
}

/** As `isPinless` finds it; a card whose attributes cannot be asked for has no PIN for them. */
function looksPinless({ authentication, attributes = 0 }: Tries, hasSigning: boolean): boolean {
  return authentication === 0 && attributes === 0 && !hasSigning
}

type Tries = NonNullable<HostStatus['card']>['tries']

function until({ notAfter }: { readonly notAfter: string }): string {
  return `${formatDay(notAfter)}まで`
}

function judgeTries(check: DoctorCheck, left: number): DoctorLine {
  if (left === 0) return badLine(check, 'CARD_PIN_BLOCKED')
  if (left === 1) return badLine(check, 'CARD_LAST_TRY')
  return goodLine(check, `あと${left}回まちがえるとロックされます`)
}

function isKnown(code: string): code is OperationCode {
  return Object.hasOwn(failureCopy, code)
}

/** The day in Japan on which it ends. */
function formatDay(at: string): string {
  return new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(new Date(at))
}
