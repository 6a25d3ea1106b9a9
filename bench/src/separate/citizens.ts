import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { logIn } from '@madoguchi/card'
import { base64url } from '@madoguchi/kit'
import { createCard, makeCardReader, openNationFolder, readDemoCards } from '@madoguchi/nation'
import { withApp } from '@madoguchi/party'
import { programs } from 'madoguchi'
import type { Place } from './set-up.ts'
import { surroundings } from './set-up.ts'

export type Citizens = Disposable & {
  /** Challenges, signed by one card after the other: `POST /api/v1/sessions` would take each. */
  sign(count: number): Promise<SignedLogIn[]>
  /** Throws when the portal does not answer with a session. */
  logIn(signed: SignedLogIn): Promise<void>
}

export type SignedLogIn = { readonly address: string; readonly body: string }
type Challenge = { login: string; challenge: string; vaultSalt: string }

const madeTogether = 4

/** Citizens with a test card each, who come through the operator's proxy, each from an address of their own. */
export async function openCitizens(place: Place, cardCount: number): Promise<Citizens> {
  const folder = await openNationFolder(place.at('citizens'))
  const { residents } = JSON.parse(await readFile(place.at('population', 'registry.json'), 'utf8')) as {
    residents: { residentCode: string }[]
  }
  const wanted = residents
    .slice(0, cardCount)
    .map(({ residentCode }, i) => ({ residentCode, name: `citizen${letterOf(i / 26)}${letterOf(i)}` }))
  await withApp(
    { program: programs.registry, values: { config: place.configOf('registry') }, surroundings },
    async (registry) => {
      await Promise.all(
        Array.from({ length: madeTogether }, async () => {
          for (let one = wanted.pop(); one !== undefined; one = wanted.pop())
            await createCard({
              folder,
              registry,
              resident: { residentCode: one.residentCode, sex: 'female' },
              name: one.name,
            })
        }),
      )
    },
  )
  const cards = await readDemoCards(folder)
  const withCard = makeCardReader(folder)
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const { origin } = place
  let turn = 0

  async function signOne(): Promise<SignedLogIn> {
    const place = turn++ % cards.length
    const { name = '', pin = '' } = cards[place] ?? {}
    const address = `198.51.100.${place}`
    const challenge = await post<Challenge>({ agent, origin, path: '/api/v1/login/challenges', address, body: '{}' })
    const signed = await withCard(name, (transmit) =>
      logIn(transmit, {
        pin,
        origin,
        challenge: base64url.decode(challenge.challenge),
        vaultSalt: base64url.decode(challenge.vaultSalt),
      }),
    )
    if (!signed.ok) throw new Error(`the card refused: ${signed.code}`)
    const { certificate, signature, wrappingKey = new Uint8Array(32) } = signed.value
    return {
      address,
      body: JSON.stringify({
        login: challenge.login,
        certificate: base64url.encode(certificate),
        signature: base64url.encode(signature),
        wrappingKey: base64url.encode(wrappingKey),
      }),
    }
  }

  return {
    async sign(count) {
      const all: SignedLogIn[] = []
      while (all.length < count) all.push(await signOne())
      return all
    },
    async logIn({ address, body }) {
      await post({ agent, origin, path: '/api/v1/sessions', address, body })
    },
    [Symbol.dispose]: () => agent.destroy(),
  }
}

/** Cards are called by letters only. */
function letterOf(index: number): string {
  return String.fromCharCode(97 + (Math.floor(index) % 26))
}

/** What the operator's proxy would pass on. */
function post<T>(options: { agent: Agent; origin: string; path: string; address: string; body: string }): Promise<T> {
  const { agent, origin, path, address, body } = options
  const { hostname, port, host } = new URL(origin)
  const headers = {
    host,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-forwarded-for': address,
  }
  return new Promise((resolve, reject) => {
    const call = request({
      agent,
      host: hostname.replace('localhost', '127.0.0.1'),
      port,
      path,
      method: 'POST',
      headers,
    })
    call.on('error', reject)
    call.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      answer.on('error', reject)
      answer.on('end', () => {
        if ((answer.statusCode ?? 0) < 300) resolve(JSON.parse(text) as T)
        else reject(new Error(`POST ${path}: ${answer.statusCode} ${text}`))
      })
    })
    call.end(body)
  })
}
