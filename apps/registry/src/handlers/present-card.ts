import type { StatementParts } from '@madoguchi/card'
import { checkOrigin, composeStatement, verifyStatement } from '@madoguchi/card'
import type { Handler, Work } from '@madoguchi/delivery'
import type { Bytes, Log, Verdict } from '@madoguchi/kit'
import { base64url, hex, hourMs, minuteMs, no, ok, sha256, utf8 } from '@madoguchi/kit'
import type { DirectoryView, Received } from '@madoguchi/messages'
import type { TrustAnchor } from '@madoguchi/pki'
import { authenticationRequirements, checkPath, parseCertificate } from '@madoguchi/pki'
import type { ForeignAuthority, ForeignRevocation, ReadList } from '../foreign-authority.ts'
import { makeForeignRevocation } from '../foreign-authority.ts'
import type { Statement } from '../present-statements.ts'
import { presentStatements } from '../present-statements.ts'
import type { RegistryTables } from '../tables.ts'

type Deps = {
  core: string
  directory: DirectoryView
  /** Our own and those of `foreign`. */
  anchors: readonly TrustAnchor[]
  foreign: readonly ForeignAuthority[]
  readList: ReadList
  checkForeign: ForeignRevocation
  log: Log
}
type Judged = {
  readonly party: string
  readonly acquisition: string
  /** The subject of the card's holder, or why not. */
  readonly holder: Verdict<string, string>
}

const mandateLivesMs = 12 * hourMs

/**
 * Verifies a log-in itself before it lets a mandate be made: the portal's word is not enough. The origin must be the
 * one that the directory gives for this portal, and one statement makes one mandate, whoever shows it again.
 */
export function makePresentCard(given: Omit<Deps, 'checkForeign'>): Handler<RegistryTables, 'present-card'> {
  const deps: Deps = { ...given, checkForeign: makeForeignRevocation(given) }
  return async (work, messages) => {
    const judged = await judge(work, messages, deps)
    for (const [party, group] of Map.groupBy(judged, (one) => one.party)) answer(work, party, group, deps)
    return messages.map(() => undefined)
  }
}

/** To the core, whom it knows; to the portal, whom not: one message each, whatever the number. */
function answer(work: Work<RegistryTables>, party: string, judged: readonly Judged[], { core, log }: Deps): void {
  const known: { acquisition: string; subject: string }[] = []
  const refused: { acquisition: string; reason: string }[] = []
  for (const { acquisition, holder } of judged) {
    if (holder.ok) known.push({ acquisition, subject: holder.value })
    else refused.push({ acquisition, reason: holder.code })
    // A trusted CA's card that nobody enrolled: whoever runs the sandbox can mend that.
    if (!holder.ok && holder.code === 'HOLDER_UNKNOWN') log.warn('HOLDER_UNKNOWN', { acquisition, party })
  }
  const notAfter = work.at.getTime() + minuteMs
  const mandateUntil = new Date(work.at.getTime() + mandateLivesMs).toISOString()
  if (known.length > 0)
    work.post({ name: 'assign-code', to: core, body: { party, items: known, mandateUntil }, notAfter })
  if (refused.length > 0) work.post({ name: 'acquisition-refused', to: party, body: { items: refused }, notAfter })
}

async function judge(
  work: Work<RegistryTables>,
  messages: readonly Received<'present-card'>[],
  deps: Deps,
): Promise<Judged[]> {
  const checked = await Promise.all(
    messages.map(async (message) => ({ message, presented: await checkPresented(message, work.at, deps) })),
  )
  const statements = checked.flatMap(({ presented }) => (presented.ok ? [presented.value] : []))
  const holders = await presentStatements(work.tx, statements, work.at)
  // Of two that show the same statement at once, the first gets the mandate.
  const used = new Set<string>()
  const findHolder = ({ digest }: Statement): Verdict<string, string> => {
    const name = hex.encode(digest)
    const holder = holders.get(name)
    if (holder === undefined) return no('HOLDER_UNKNOWN')
    if (holder.isRevoked) return no('CERT_REVOKED')
    if (!holder.isFresh || used.has(name)) return no('STATEMENT_REPEATED')
    used.add(name)
    return ok(holder.subject)
  }
  return checked.map(({ message: { from, body }, presented }) => ({
    party: from,
    acquisition: body.acquisition,
    holder: presented.ok ? findHolder(presented.value) : presented,
  }))
}

async function checkPresented(
  { body, from }: Received<'present-card'>,
  at: Date,
  deps: Deps,
): Promise<Verdict<Statement, string>> {
  if (deps.directory.find(from)?.url !== body.origin || !checkOrigin(body.origin).ok) return no('ORIGIN_FOREIGN')
  const certificate = parseCertificate(base64url.decode(body.certificate))
  if (!certificate.ok) return certificate
  const path = checkPath({
    leaf: certificate.value,
    intermediates: [],
    anchors: deps.anchors,
    at,
    requirements: authenticationRequirements,
  })
  if (!path.ok) return path
  const statement = { purpose: 'login', origin: body.origin, challenge: base64url.decode(body.challenge) } as const
  if (statement.challenge.length !== 32) return no('CHALLENGE_MALFORMED')
  const isSigned = verifyStatement({
    ...statement,
    publicKey: certificate.value.publicKey,
    signature: base64url.decode(body.signature),
  })
  if (!isSigned) return no('STATEMENT_SIGNATURE')
  const authority = deps.foreign.find(({ anchor }) => anchor === path.value.anchor)
  const living = authority && (await deps.checkForeign(certificate.value, authority, at))
  if (living?.ok === false) return living
  const { fingerprint } = certificate.value
  return ok({ digest: digestPresentation(statement, fingerprint), fingerprint, party: from })
}

/** What is kept of a log-in that was shown: the statement that the card signed, and whose card (fingerprint in hex) it was. */
export function digestPresentation(statement: StatementParts, fingerprint: string): Bytes {
  return sha256(composeStatement(statement), utf8.encode(fingerprint))
}
