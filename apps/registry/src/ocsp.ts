import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { dayMs, hourMs, minuteMs } from '@madoguchi/kit'
import type { CertId, CrlReason } from '@madoguchi/pki'
import { isAbout, parseOcspRequest } from '@madoguchi/pki'
import type { OcspResponder, OcspStatement } from '@madoguchi/pki/issue'
import { createOcspRefusal, createOcspResponse, issueOcspResponder, makeRsaKeyPair } from '@madoguchi/pki/issue'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Authorities, Profile } from './authorities.ts'
import { makeSerial } from './authorities.ts'
import type { RegistryTables } from './tables.ts'

/** The responder's certificate lives a week; a new one is made when half of that is over. */
const responderLivesMs = 7 * dayMs
/** As long as an answer may be kept by whoever asked. */
const answerLivesMs = 10 * minuteMs

/**
 * 失効確認: answers by OCSP (RFC 6960) about one certificate at a time, signed by responders that the CAs named, so that
 * a responder's key can be lost without losing a CA. Their keys live in memory only.
 */
export function makeOcspDesk(deps: {
  db: Database<RegistryTables>
  authorities: Authorities
  clock: Clock
  random: Random
}): (profile: Profile, request: Bytes) => Promise<Bytes> {
  const { db, authorities, clock, random } = deps
  const responders = new Map<Profile, { made: Promise<OcspResponder>; until: number }>()

  async function makeResponder(profile: Profile, now: Date): Promise<OcspResponder> {
    const { ca } = authorities[profile]
    return issueOcspResponder({
      ca,
      keyPair: await makeRsaKeyPair(),
      serial: makeSerial(random),
      // Clocks of those who ask may be late.
      notBefore: new Date(now.getTime() - hourMs),
      notAfter: new Date(now.getTime() + responderLivesMs),
    })
  }

  function getResponder(profile: Profile, now: Date): Promise<OcspResponder> {
    const known = responders.get(profile)
    if (known !== undefined && now.getTime() < known.until) return known.made
    const made = makeResponder(profile, now)
    responders.set(profile, { made, until: now.getTime() + responderLivesMs / 2 })
    made.catch(() => responders.delete(profile))
    return made
  }

  async function findStatements(profile: Profile, ids: readonly CertId[]): Promise<OcspStatement[]> {
    const { anchor } = authorities[profile]
    const serials = ids.filter((id) => isAbout(id, id.serialHex, anchor)).map(({ serialHex }) => serialHex)
    const { rows } = await sql<
      Pick<Selectable<RegistryTables['certificates']>, 'serial' | 'revoked_at' | 'revocation_reason'>
    >`
      select serial, revoked_at, revocation_reason from certificates
      where profile = ${profile} and not is_enrolled and serial = any(${serials}::text[])`.execute(db.kysely)
    return ids.map((id) => {
      const row = serials.includes(id.serialHex) ? rows.find(({ serial }) => serial === id.serialHex) : undefined
      if (row === undefined) return { id, status: 'unknown' }
      if (row.revoked_at === null) return { id, status: 'good' }
      return { id, status: { at: row.revoked_at, reason: (row.revocation_reason ?? 'unspecified') as CrlReason } }
    })
  }

  return async (profile, request) => {
    const asked = parseOcspRequest(request)
    if (!asked.ok) return createOcspRefusal('malformedRequest')
    const now = clock.now()
    return createOcspResponse({
      responder: await getResponder(profile, now),
      statements: await findStatements(profile, asked.value.ids),
      nonce: asked.value.nonce,
      producedAt: now,
      nextUpdate: new Date(now.getTime() + answerLivesMs),
    })
  }
}
