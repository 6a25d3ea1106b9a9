import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { logIn } from '@madoguchi/card'
import { base64url } from '@madoguchi/kit'
import { parseApiAnswer } from '@madoguchi/portal'
import type { CardFile } from '@madoguchi/virtual-card'
import { openVirtualCard } from '@madoguchi/virtual-card'
import type { Population } from '../../faults/cast.ts'
import { makeCard, pin } from '../../faults/citizen.ts'
import type { NationOfProcesses } from '../../faults/nation-of-processes.ts'
import type { Browser } from '../browser.ts'
import { makeBrowser } from '../browser.ts'
import type { Label } from '../people.ts'
import { labels } from '../people.ts'
import type { MailFolder } from './mail-folder.ts'

/** Numbers of three digits each, so that no name is longer than another. */
const firstPerson = 100

export function labelOf(person: number): Label | undefined {
  return person < firstPerson ? undefined : labels[(person - firstPerson) % labels.length]
}

/** What みほん市 knows of whom; everybody else knows everybody. */
export const population: Population = {
  knows: (role, person) => role !== 'mihon-shi' || labelOf(person) !== 'unknown',
  taxes: (role, person) => role !== 'mihon-shi' || labelOf(person) === 'protected' || labelOf(person) === undefined,
}

export function countPeople(perLabel: number): number {
  return firstPerson + labels.length * perLabel
}

/** Somebody who holds the card of a person, with pages open in a browser and a program that speaks the API. */
export type Holder = {
  readonly person: number
  readonly label: Label
  readonly email: string
  readonly names: readonly string[]
  readonly pages: Browser
  readonly api: Browser
}

type Place = { readonly nation: NationOfProcesses; readonly mails: MailFolder; readonly dataFolder: string }

/** Issues a card, leaves it in the data folder for the command line, logs in with it, registers and confirms an address. */
export async function openHolder(place: Place, person: number): Promise<Holder> {
  const { nation, mails, dataFolder } = place
  const card = await makeCard(nation, person)
  await mkdir(join(dataFolder, 'cards'), { recursive: true, mode: 0o700 })
  await writeFile(join(dataFolder, 'cards', `person-${person}.json`), JSON.stringify(card), { mode: 0o600 })
  const email = `person-${person}@mail.example`
  const from = { 'x-forwarded-for': `10.0.0.${person}` }
  const pages = makeBrowser(fetch, nation.portalOrigin, from)
  await pages.get('/login')
  const { login: _, ...page } = await sign(
    nation,
    card,
    JSON.parse((await pages.post('/login/challenge', {})).text) as PageChallenge,
  )
  const { href } = JSON.parse((await pages.post('/login/card', page)).text) as { href: string }
  if (href !== '/registration') throw new Error(`person ${person} came to ${href}`)
  await pages.post('/registration', { consent: 'yes', email })
  const [mail] = await mails.waitFor(email)
  await pages.post('/email/confirm', { token: /#([0-9A-Z-]+)/.exec(mail?.text ?? '')?.[1] ?? '' })
  const given = parseApiAnswer('Challenge', await callJson(nation, from, '/api/v1/login/challenges', {}))
  const said = await callJson(nation, from, '/api/v1/sessions', await sign(nation, card, given))
  const { token } = parseApiAnswer('SessionToken', said)
  const headers = { ...from, accept: 'application/json', authorization: `Bearer ${token}` }
  const names = [`見本 ${person}`, `見本　${person}`, email, `person-${person}`]
  const api = makeBrowser(fetch, nation.portalOrigin, headers)
  return { person, label: labelOf(person) ?? 'no-data', email, names, pages, api }
}

export { pin }

/** A page's log-in is known by its cookie and has no name. */
type PageChallenge = { readonly login?: string; readonly challenge: string; readonly vaultSalt: string }

async function sign({ portalOrigin }: NationOfProcesses, file: CardFile, given: PageChallenge) {
  const { login = '', challenge, vaultSalt } = given
  const card = openVirtualCard({ file, onChange: async () => {} })
  const signed = await logIn(card.transmit, {
    pin,
    origin: portalOrigin,
    challenge: base64url.decode(challenge),
    vaultSalt: base64url.decode(vaultSalt),
  })
  if (!signed.ok || signed.value.wrappingKey === undefined) throw new Error('the card did not sign')
  const { certificate, signature, wrappingKey } = signed.value
  return {
    login,
    certificate: base64url.encode(certificate),
    signature: base64url.encode(signature),
    wrappingKey: base64url.encode(wrappingKey),
  }
}

async function callJson(
  { portalUrl }: NationOfProcesses,
  headers: Readonly<Record<string, string>>,
  path: string,
  body: unknown,
): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(path, portalUrl), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(`${path}: ${said.code}`)
  return said
}
