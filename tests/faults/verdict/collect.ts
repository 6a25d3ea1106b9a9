import { base64url, hex } from '@madoguchi/kit'
import { readContent, readEnvelope } from '@madoguchi/messages'
import type { AgencyRole, Role } from '../cast.ts'
import { agencyRoles, personOf, planOf, roles } from '../cast.ts'
import type { NationOfProcesses } from '../nation-of-processes.ts'

/** One exchange as its inquirer has it. Digests are hex. */
export type Inquired = {
  readonly exchange: string
  readonly inquirer: string
  readonly provider: string
  readonly affair: string
  readonly type: string
  readonly askDigest: string
  readonly outcome: string | null
  /** Of the sealed answer, where the inquirer keeps it. */
  readonly answerDigest?: string | null
  /** About whom it was asked, and what the opened answer says; absent at the portal, which cannot open it. */
  readonly person?: number
  readonly mark?: string | null
}
export type Provided = {
  readonly exchange: string
  readonly provider: string
  readonly inquirer: string
  readonly affair: string
  readonly type: string
  readonly basis: string
  readonly askDigest: string
  readonly outcome: string | null
}
export type Kept = {
  readonly exchange: string
  readonly person: string
  readonly inquirer: string
  readonly provider: string
  readonly affair: string
  readonly type: string
  readonly basis: string | null
  readonly askDigest: string
  readonly askedLeaf: string
  readonly outcome: string | null
}
export type LedgerRow = {
  readonly exchange: string
  readonly kind: string
  readonly record: string
  readonly salt: string
  readonly leafHash: string
}
export type ChainEnd = {
  readonly person: string
  readonly name: string
  readonly length: number
  readonly head: string
}
export type DeadLetter = {
  readonly role: Role
  readonly id: string
  readonly name: string
  readonly code: string
  readonly reference: string | null
}

/** What all sides wrote down, each read in its own database. */
export type Collected = {
  readonly inquired: readonly Inquired[]
  readonly provided: readonly Provided[]
  readonly kept: readonly Kept[]
  readonly ledger: readonly LedgerRow[]
  readonly chains: readonly ChainEnd[]
  readonly deadLetters: readonly DeadLetter[]
  readonly waiting: readonly { readonly role: Role; readonly id: string; readonly name: string }[]
  /** How many messages of a name a party took in and accepted: `core whom`. */
  readonly accepted: ReadonlyMap<string, number>
}

export async function collect(nation: NationOfProcesses): Promise<Collected> {
  const of = <Row extends object>(role: Role, text: string) => nation.query<Row>(role, text)
  const inquired: Inquired[] = []
  const provided: Provided[] = []
  for (const role of agencyRoles) {
    inquired.push(...(await collectInquiries(nation, role)))
    provided.push(...(await collectProvisions(nation, role)))
  }
  inquired.push(
    ...(await of<Inquired>(
      'portal',
      `select exchange, '${planOf('portal').party.id}' as inquirer, provider, 'self-information' as affair, type,
         encode(ask_digest, 'hex') as "askDigest", case when state in ('asking', 'delayed') then null else state end as outcome,
         encode(sha256(sealed), 'hex') as "answerDigest" from inquiries where state <> 'not-asked'`,
    )),
  )
  const deadLetters: DeadLetter[] = []
  const waiting: { role: Role; id: string; name: string }[] = []
  const accepted = new Map<string, number>()
  for (const role of roles) {
    const dead = await of<Omit<DeadLetter, 'role'>>(
      role,
      'select message_id as id, name, code, reference from dead_letters',
    )
    deadLetters.push(...dead.map((row) => ({ role, ...row })))
    const left = await of<{ id: string; name: string }>(role, 'select message_id as id, name from outbox')
    waiting.push(...left.map((row) => ({ role, ...row })))
    const counts = await of<{ name: string; n: string }>(
      role,
      'select name, count(*) as n from inbox where code is null group by name',
    )
    for (const { name, n } of counts) accepted.set(`${role} ${name}`, Number(n))
  }
  return {
    inquired,
    provided,
    deadLetters,
    waiting,
    accepted,
    kept: await of<Kept>(
      'core',
      `select exchange_id as exchange, encode(person_id, 'hex') as person, inquirer, provider, affair, type, basis,
         encode(ask_digest, 'hex') as "askDigest", encode(asked_leaf, 'hex') as "askedLeaf", outcome from exchanges`,
    ),
    ledger: await of<LedgerRow>(
      'core',
      `select exchange_id as exchange, kind, record, encode(salt, 'hex') as salt, encode(leaf_hash, 'hex') as "leafHash"
         from ledger_entries order by entry_id`,
    ),
    chains: await of<ChainEnd>(
      'core',
      `select encode(person_id, 'hex') as person, name, length, encode(head, 'hex') as head from chains`,
    ),
  }
}

async function collectInquiries(nation: NationOfProcesses, role: AgencyRole): Promise<Inquired[]> {
  const rows = await nation.query<Omit<Inquired, 'person' | 'inquirer'> & { ref: string }>(
    role,
    `select exchange_id as exchange, provider, affair, type, encode(ask_digest, 'hex') as "askDigest", outcome, person_ref as ref,
       coalesce(datum #>> '{records,0,values,salaryRevenue}', datum #>> '{records,0,values,number}') as mark from inquiries`,
  )
  return rows.map(({ ref, ...row }) => ({ ...row, person: personOf(ref), inquirer: planOf(role).party.id }))
}

async function collectProvisions(nation: NationOfProcesses, role: AgencyRole): Promise<Provided[]> {
  const rows = await nation.query<Omit<Provided, 'askDigest' | 'provider'> & { permit: Uint8Array }>(
    role,
    'select exchange_id as exchange, inquirer, affair, type, basis, outcome, permit from provisions',
  )
  return rows.map(({ permit, ...row }) => ({
    ...row,
    provider: planOf(role).party.id,
    askDigest: readAskDigest(new Uint8Array(permit)),
  }))
}

/** Which ask the kept permit was for. */
function readAskDigest(permit: Uint8Array): string {
  const envelope = readEnvelope(permit)
  const content = envelope.ok ? readContent(envelope.value.content) : envelope
  if (!content.ok) throw new Error('a provider keeps a permit that nobody can read')
  const { askDigest } = JSON.parse(new TextDecoder().decode(content.value.body)) as { askDigest: string }
  return hex.encode(base64url.decode(askDigest))
}
