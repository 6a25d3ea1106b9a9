import type { KeyObject } from 'node:crypto'
import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { AppError, dayMs, hourMs, secondMs } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import type { IssueOptions, Substituted } from '@madoguchi/pki/issue'
import { issueCertificate } from '@madoguchi/pki/issue'
import type { Authorities, Profile } from './authorities.ts'
import { makeSerial } from './authorities.ts'
import { insertCertificates } from './certificates.ts'
import type { RegistryTables } from './tables.ts'

export type IssuedCard = {
  readonly authentication: { readonly certificate: Bytes; readonly caCertificate: Bytes }
  /** Absent for children under 15, who get no 署名用電子証明書. */
  readonly signing?: { readonly certificate: Bytes; readonly caCertificate: Bytes }
  readonly holder: { readonly name: string; readonly address: string; readonly birthDate: string; readonly sex: string }
}

type Deps = {
  db: Database<RegistryTables>
  authorities: Authorities
  clock: Clock
  random: Random
  /** Writes a text in the characters that a certificate can hold. */
  substitute: (text: string) => Substituted
}

/** The municipality's name in a subject, as on JPKI's certificates. */
const place = { C: 'JP', L: ['Mihon-ken', 'Mihon-shi'] } as const

/**
 * Issues a resident's card certificates for keys that were made on the card. Valid until the fifth birthday from
 * today. Throws AppError RESIDENT_UNKNOWN. Duty: the caller has seen that card and keys belong together.
 */
export async function issueCard(
  deps: Deps,
  order: {
    residentCode: string
    authenticationKey: KeyObject
    signingKey?: KeyObject
    notBefore?: Date
    notAfter?: Date
  },
): Promise<IssuedCard> {
  const resident = await deps.db.kysely
    .selectFrom('residents')
    .selectAll()
    .where('resident_code', '=', order.residentCode)
    .executeTakeFirst()
  if (resident === undefined)
    throw new AppError('RESIDENT_UNKNOWN', 'A card was ordered for a resident whom the registry does not know.')
  const at = deps.clock.now()
  const window = {
    notBefore: order.notBefore ?? new Date(at.getTime() - dayMs),
    notAfter: order.notAfter ?? fifthBirthday(resident.birth_date, at),
  }
  const [name, address] = [deps.substitute(resident.name), deps.substitute(resident.address)]
  const attributes = {
    name: name.text,
    nameSubstitute: name.marks,
    address: address.text,
    addressSubstitute: address.marks,
    birthDate: jpkiBirthDate(resident.birth_date),
    sex: resident.sex,
  }
  const authentication = await issue(deps, { profile: 'authentication', publicKey: order.authenticationKey, ...window })
  const signing =
    order.signingKey === undefined
      ? undefined
      : await issue(deps, { profile: 'signing', publicKey: order.signingKey, attributes, ...window })
  const common = { residentCode: order.residentCode, issuedAt: at, isEnrolled: false }
  await insertCertificates(deps.db.kysely, [
    { ...common, certificate: authentication, profile: 'authentication' },
    ...(signing === undefined ? [] : [{ ...common, certificate: signing, profile: 'signing' as const }]),
  ])
  const withCa = (profile: Profile, { der }: Certificate) => ({
    certificate: der,
    caCertificate: deps.authorities[profile].ca.certificate.der,
  })
  return {
    authentication: withCa('authentication', authentication),
    ...(signing === undefined ? {} : { signing: withCa('signing', signing) }),
    holder: { name: resident.name, address: resident.address, birthDate: resident.birth_date, sex: resident.sex },
  }
}

type Order = Pick<IssueOptions, 'profile' | 'publicKey' | 'notBefore' | 'notAfter' | 'attributes'>

function issue({ authorities, random }: Deps, order: Order): Promise<Certificate> {
  const serial = makeSerial(random)
  // Like JPKI's, the common name says nothing about the person.
  const subject = { C: place.C, L: [...place.L], OU: [], CN: `${serial.toString(36).slice(0, 20).toUpperCase()}S` }
  return issueCertificate({ ca: authorities[order.profile].ca, subject, serial, ...order })
}

const japanIsAheadMs = 9 * hourMs

/**
 * 発行の日後の5回目の誕生日, to its last second in Japan: a birthday on the day of issue does not count. Whoever was born on
 * a 29th of February has it on the 28th where the year has no 29th.
 */
export function fifthBirthday(birthDate: string, at: Date): Date {
  const [, month = 1, day = 1] = birthDate.split('-').map(Number)
  const today = new Date(at.getTime() + japanIsAheadMs)
  const year = today.getUTCFullYear()
  const isPast = birthdayIn(year, month, day) <= today.getTime()
  return new Date(birthdayIn(year + (isPast ? 5 : 4), month, day) + dayMs - secondMs - japanIsAheadMs)
}

function birthdayIn(year: number, month: number, day: number): number {
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Date.UTC(year, month - 1, Math.min(day, lastOfMonth))
}

/** EYYYYMMDD: the era's digit and the date in the western calendar. */
export function jpkiBirthDate(birthDate: string): string {
  const starts = [
    ['5', '2019-05-01'],
    ['4', '1989-01-08'],
    ['3', '1926-12-25'],
    ['2', '1912-07-30'],
  ] as const
  const era = starts.find(([, start]) => birthDate >= start)?.[0] ?? '1'
  return `${era}${birthDate.replaceAll('-', '')}`
}
