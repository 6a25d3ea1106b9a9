import type { DoctorLine } from '@madoguchi/card/protocol'
import { badLine, diagnoseHost, finding, goodLine, hostStatus } from '@madoguchi/card/protocol'
import type { Clock, Verdict } from '@madoguchi/kit'
import { dayMs, no, ok } from '@madoguchi/kit'
import { formatDateTime } from '@madoguchi/ui'
import { z } from 'zod'
import type { CrlKeeper } from '../log-in/crl-keeper.ts'
import type { Reader } from '../shell/words.ts'
import { cardWords } from './words.ts'

const version = z.string().regex(/^[\w.+-]{1,40}$/)

/** What a page's script heard: the whole status, or the code of what stood in the way. */
const report = z.union([
  z.strictObject({ extensionVersion: version, hostVersion: version, host: hostStatus }),
  z.strictObject({ code: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/) }),
])
type CardReport = z.infer<typeof report>

export function parseReport(text: string): Verdict<CardReport, 'BODY_MALFORMED'> {
  try {
    const parsed = report.safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data) : no('BODY_MALFORMED')
  } catch (error) {
    if (error instanceof SyntaxError) return no('BODY_MALFORMED')
    throw error
  }
}

/** What is known of the list of revoked cards. */
export type RevocationNews = Pick<CrlKeeper, 'describe'>

/** Renewal is possible from three months before the end, and free of charge. */
const soonMs = 92 * dayMs

/** Line by line from the browser to the card, and last whether this portal can look up revocations. */
export async function diagnose(
  { clock, crl, reader }: { clock: Clock; crl: RevocationNews; reader: Reader },
  given: CardReport,
): Promise<DoctorLine[]> {
  const copy = cardWords(reader).doctor
  const revocation = await describeRevocation(reader, crl)
  if ('code' in given) return [...describeFailure(given.code), revocation]
  const { extensionVersion, hostVersion, host } = given
  const now = clock.now()
  const lines = diagnoseHost(host, now).map((line) =>
    warnOfEnd(reader, { line, notAfter: host.card?.authenticationCertificate?.notAfter, now }),
  )
  return [
    goodLine('browser'),
    goodLine('extension', copy.extension(extensionVersion)),
    goodLine('host', copy.extension(hostVersion)),
    ...lines,
    revocation,
  ]
}

/** Which line a code belongs to; what stands before that line was well. */
function describeFailure(code: string): DoctorLine[] {
  if (code === 'BROWSER_UNSUPPORTED') return [badLine('browser', code)]
  const browser = goodLine('browser')
  if (code.startsWith('HOST_')) return [browser, goodLine('extension'), badLine('host', code)]
  if (code.startsWith('PCSC_')) return [browser, goodLine('extension'), goodLine('host'), badLine('pcsc', code)]
  if (code.startsWith('CARD_')) return [browser, goodLine('extension'), goodLine('host'), badLine('card', code)]
  return [browser, badLine('extension', code)]
}

function warnOfEnd(
  reader: Reader,
  { line, notAfter, now }: { line: DoctorLine; notAfter: string | undefined; now: Date },
): DoctorLine {
  if (line.check !== 'authentication-certificate' || line.state !== 'good' || notAfter === undefined) return line
  const end = new Date(notAfter)
  if (end.getTime() - now.getTime() > soonMs) return line
  const { soon } = cardWords(reader).doctor
  return { ...line, state: 'hint', sentence: soon.sentence(formatDateTime(end)), next: soon.next }
}

async function describeRevocation(reader: Reader, crl: RevocationNews): Promise<DoctorLine> {
  const known = await crl.describe()
  if (known === undefined || !known.isInForce) return finding('revocation', 'REVOCATION_UNREACHABLE')
  return goodLine('revocation', cardWords(reader).doctor.revocation(formatDateTime(known.loadedAt)))
}
