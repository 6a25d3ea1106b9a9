import { logIn } from '@madoguchi/card'
import { base64, base64url } from '@madoguchi/kit'
import { encodePrivateKey, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { type ApiValue, parseApiAnswer } from '@madoguchi/portal'
import type { IssuedCard } from '@madoguchi/registry'
import type { CardFile } from '@madoguchi/virtual-card'
import { contactAtr, noQuirks, openVirtualCard } from '@madoguchi/virtual-card'
import { residentCodeOf } from './cast.ts'
import type { NationOfProcesses } from './nation-of-processes.ts'

type Body = Readonly<Record<string, unknown>>
export type Answer = ApiValue<'Answer'>

/** What the portal said instead of what was wanted: its code, or why it could not be reached. */
export class PortalRefused extends Error {
  override readonly name = 'PortalRefused'
  readonly code: string

  constructor(code: string) {
    super(`the portal said ${code}`)
    this.code = code
  }
}

/** Somebody with a card and a program that speaks the portal's JSON API. Every call throws PortalRefused. */
export type Citizen = {
  readonly person: number
  /** With a virtual card: challenge, PIN, signature, session; registers the first time. */
  logIn(): Promise<void>
  /** Gives the request's id. */
  ask(types: readonly string[]): Promise<string>
  listRequests(): Promise<readonly string[]>
  /** The answers of a request that have come, opened. */
  readAnswers(request: string): Promise<readonly Answer[]>
}

export const pin = '1234'

export async function openCitizen(nation: NationOfProcesses, person: number): Promise<Citizen> {
  const card = openVirtualCard({ file: await makeCard(nation, person), onChange: async () => {} })
  let token = ''

  async function call(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(new URL(`/api/v1${path}`, nation.portalUrl), {
      method,
      headers: {
        accept: 'application/json',
        // Everybody comes from a place of their own, by the proxy in front.
        'x-forwarded-for': `10.0.${person >> 8}.${person & 255}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => {
      throw new PortalRefused('UNREACHABLE')
    })
    const text = await response.text().catch(() => {
      throw new PortalRefused('CUT_OFF')
    })
    const parsed = text === '' ? {} : readJson(text)
    if (response.ok && parsed !== undefined) return parsed
    throw new PortalRefused(typeof parsed?.code === 'string' ? parsed.code : `HTTP_${response.status}`)
  }

  return {
    person,
    async logIn() {
      token = ''
      const challenge = parseApiAnswer('Challenge', await call('POST', '/login/challenges', {}))
      const signed = await logIn(card.transmit, {
        pin,
        origin: nation.portalOrigin,
        challenge: base64url.decode(challenge.challenge),
        vaultSalt: base64url.decode(challenge.vaultSalt),
      })
      if (!signed.ok || signed.value.wrappingKey === undefined) throw new Error('the card did not sign')
      const { certificate, signature, wrappingKey } = signed.value
      const said = await call('POST', '/sessions', {
        login: challenge.login,
        certificate: base64url.encode(certificate),
        signature: base64url.encode(signature),
        wrappingKey: base64url.encode(wrappingKey),
      })
      const session = parseApiAnswer('SessionToken', said)
      token = session.token
      if (session.needsRegistration) await call('POST', '/registration', { consent: true })
    },
    async ask(types) {
      return parseApiAnswer('RequestMade', await call('POST', '/requests', { types })).request
    },
    async listRequests() {
      const { requests } = parseApiAnswer('Requests', await call('GET', '/requests'))
      return requests.map(({ request }) => request)
    },
    async readAnswers(request) {
      return parseApiAnswer('Answers', await call('GET', `/requests/${request}/answers.json`)).answers
    },
  }
}

function readJson(text: string): Body | undefined {
  try {
    return JSON.parse(text) as Body
  } catch {
    return undefined
  }
}

/** A card of the person's, as a file. */
export async function makeCard(nation: NationOfProcesses, person: number): Promise<CardFile> {
  const keys = await makeRsaKeyPair()
  const issued = await nation.tell<IssuedCard>('registry', {
    do: 'issueCard',
    residentCode: residentCodeOf(person),
    publicKeyDer: new Uint8Array(keys.publicKey.export({ type: 'spki', format: 'der' })),
  })
  return {
    name: 'citizen',
    atr: contactAtr,
    quirks: noQuirks,
    authentication: {
      certificate: base64.encode(issued.authentication.certificate),
      caCertificate: base64.encode(issued.authentication.caCertificate),
      privateKeyPem: encodePrivateKey(keys.privateKey),
      pin,
      triesLeft: 3,
    },
    signing: null,
    attributes: {
      ...issued.holder,
      birthDate: issued.holder.birthDate.replaceAll('-', ''),
      sex: '2',
      pin,
      triesLeft: 3,
    },
  }
}
