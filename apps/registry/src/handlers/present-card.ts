import { checkOrigin, composeStatement, verifyStatement } from '@madoguchi/card'
import type { Handler, Work } from '@madoguchi/delivery'
import type { Log, Verdict } from '@madoguchi/kit'
import { base64url, hourMs, minuteMs, no, ok, sha256 } from '@madoguchi/kit'
import type { DirectoryView, Received } from '@madoguchi/messages'
import type { TrustAnchor } from '@madoguchi/pki'
import { authenticationRequirements, checkPath, parseCertificate } from '@madoguchi/pki'
import type { ForeignAuthority } from '../foreign-authority.ts'
import { checkForeignRevocation } from '../foreign-authority.ts'
import type { RegistryTables } from '../tables.ts'

type Deps = {
  core: string
  directory: DirectoryView
  /** Our own and those of `foreign`. */
  anchors: readonly TrustAnchor[]
  foreign: readonly ForeignAuthority[]
  log: Log
}
type Presented = { readonly fingerprint: string; readonly statementDigest: Uint8Array }

const mandateLivesMs = 12 * hourMs

/**
 * Verifies a log-in itself before it lets a mandate be made: the portal's word is not enough. The origin must be the
 * one that the directory gives for this portal, and one statement makes one mandate, whoever shows it again.
 */
export function makePresentCard(deps: Deps): Handler<RegistryTables, 'present-card'> {
  return async (work, messages) => {
    for (const message of messages) {
      const resident = await findHolder(work, message, deps)
      const { acquisition } = message.body
      if (resident.ok) {
        work.post({
          name: 'assign-code',
          to: deps.core,
          body: {
            party: message.from,
            items: [{ acquisition, subject: resident.value }],
            mandateUntil: new Date(work.at.getTime() + mandateLivesMs).toISOString(),
          },
          notAfter: work.at.getTime() + minuteMs,
        })
      } else {
        // A trusted CA's card that nobody enrolled: whoever runs the sandbox can mend that.
        if (resident.code === 'HOLDER_UNKNOWN') deps.log.warn('HOLDER_UNKNOWN', { acquisition, party: message.from })
        work.post({
          name: 'acquisition-refused',
          to: message.from,
          body: { items: [{ acquisition, reason: resident.code }] },
          notAfter: work.at.getTime() + minuteMs,
        })
      }
    }
    return messages.map(() => undefined)
  }
}

async function findHolder(
  work: Work<RegistryTables>,
  message: Received<'present-card'>,
  deps: Deps,
): Promise<Verdict<string, string>> {
  const presented = await checkPresented(message, work.at, deps)
  if (!presented.ok) return presented
  const { fingerprint, statementDigest } = presented.value
  const holder = await work.tx
    .selectFrom('certificates')
    .innerJoin('residents', 'residents.resident_code', 'certificates.resident_code')
    .select(['residents.subject', 'certificates.revoked_at'])
    .where('certificates.fingerprint', '=', fingerprint)
    .where('certificates.profile', '=', 'authentication')
    .executeTakeFirst()
  if (holder === undefined) return no('HOLDER_UNKNOWN')
  if (holder.revoked_at !== null) return no('CERT_REVOKED')
  const fresh = await work.tx
    .insertInto('presentations')
    .values({ statement_digest: statementDigest, fingerprint, party: message.from, presented_at: work.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('fingerprint')
    .executeTakeFirst()
  return fresh === undefined ? no('STATEMENT_REPEATED') : ok(holder.subject)
}

async function checkPresented(
  { body, from }: Received<'present-card'>,
  at: Date,
  deps: Deps,
): Promise<Verdict<Presented, string>> {
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
  const living = authority && (await checkForeignRevocation({ certificate: certificate.value, authority, at }))
  if (living?.ok === false) return living
  const { fingerprint } = certificate.value
  return ok({
    fingerprint,
    statementDigest: sha256(composeStatement(statement), new TextEncoder().encode(fingerprint)),
  })
}
