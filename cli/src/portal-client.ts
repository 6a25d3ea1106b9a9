import type { LogInResult, Transmit } from '@madoguchi/card'
import { checkOrigin, logIn } from '@madoguchi/card'
import type { Verdict } from '@madoguchi/kit'
import { AppError, base64url, systemClock } from '@madoguchi/kit'
import { makeCardReader, openNationFolder } from '@madoguchi/nation'
import { type ApiValue, parseApiAnswer, type SchemaName } from '@madoguchi/portal'
import { logInSentenceOf } from './card-sentences.ts'
import { findEndingSentence } from './find-ending-sentence.ts'
import { isTestCard } from './is-test-card.ts'
import { lendCard } from './lend-card.ts'
import { showCard } from './show-card.ts'

/** The portal's JSON API as a citizen's own program uses it. */
export type PortalClient = {
  /** What a call answers is told by the name of its schema. Throws AppError PORTAL_ANSWER where it is something else. */
  get<Name extends SchemaName>(answer: Name, path: string): Promise<ApiValue<Name>>
  post<Name extends SchemaName>(answer: Name, path: string, body: unknown): Promise<ApiValue<Name>>
  /** A file as bytes. */
  download(path: string): Promise<Uint8Array>
  logOut(): Promise<void>
}

type CardAt = { kind: 'reader'; name: string | undefined } | { kind: 'demo'; name: string; dataFolder: string }

/** Logs in with a card and gives a client for the session. Throws AppError with the sentence to show. */
export async function openPortalClient(options: {
  portal: string
  cardAt: CardAt
  pin: string
  acceptLastTry: boolean
  /** The citizen agreed to the portal's terms in the call itself. */
  registers?: boolean
  signal: AbortSignal
  /** Hears what is worth knowing and stops nobody. */
  tell: (sentence: string) => void
}): Promise<PortalClient> {
  const { portal, cardAt, pin, acceptLastTry, signal, tell } = options
  const origin = new URL(portal).origin
  if (!checkOrigin(origin).ok)
    throw new AppError(
      'PORTAL_ORIGIN',
      `${portal} のためには、カードは署名しません。https で始まるアドレスか、このパソコンの http のアドレスを指定してください。`,
    )
  const call = makeCall(origin, signal)
  const challenge = await call({ answer: 'Challenge', method: 'POST', path: '/api/v1/login/challenges', body: {} })
  const signed = await withAnyCard(cardAt, (transmit) =>
    logIn(transmit, {
      pin,
      // What the card signs names the site that was typed here, never what the site says of itself.
      origin,
      challenge: base64url.decode(challenge.challenge),
      vaultSalt: base64url.decode(challenge.vaultSalt),
      acceptLastTry,
      checkCertificate: isTestCard,
    }),
  )
  if (!signed.ok) throw new AppError(signed.code, logInSentenceOf(signed.code, signed.facts), { facts: signed.facts })
  const ending = findEndingSentence(signed.value.certificate, systemClock.now())
  if (ending !== undefined) tell(`${ending}\n`)
  const session = await showCard(signed.value, {
    login: challenge.login,
    show: (body) => call({ answer: 'SessionToken', method: 'POST', path: '/api/v1/sessions', body }),
  })
  const authorised = makeCall(origin, signal, session.token)
  if (session.needsRegistration && options.registers === true) {
    await authorised({ method: 'POST', path: '/api/v1/registration', body: { consent: true } })
  } else if (session.needsRegistration) {
    throw new AppError(
      'PORTAL_REGISTRATION',
      `この利用者はまだ登録されていません。${origin} を開いて一度ログインし、利用者登録をするか、規約(${origin}/terms)に同意して --register をつけてください。`,
    )
  }
  return {
    get: (answer, path) => authorised({ answer, method: 'GET', path }),
    post: (answer, path, body) => authorised({ answer, method: 'POST', path, body }),
    download: (path) => download(origin, path, session.token, signal),
    logOut: () => authorised({ method: 'DELETE', path: '/api/v1/sessions/current' }),
  }
}

function withAnyCard(
  cardAt: CardAt,
  use: (transmit: Transmit) => Promise<Verdict<LogInResult, string>>,
): Promise<Verdict<LogInResult, string>> {
  if (cardAt.kind === 'reader') {
    return lendCard(cardAt.name, use)
  }
  return openNationFolder(cardAt.dataFolder).then((folder) => makeCardReader(folder)(cardAt.name, use))
}

type Bare = { readonly method: string; readonly path: string; readonly body?: unknown }
type Call = {
  <Name extends SchemaName>(call: Bare & { readonly answer: Name }): Promise<ApiValue<Name>>
  (call: Bare): Promise<void>
}

function makeCall(origin: string, signal: AbortSignal, token?: string): Call {
  return async <Name extends SchemaName>({ answer, method, path, body }: Bare & { readonly answer?: Name }) => {
    const response = await request(new URL(path, origin), {
      method,
      signal,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (answer === undefined ? undefined : await readAnswer(answer, response)) as ApiValue<Name>
  }
}

async function readAnswer<Name extends SchemaName>(answer: Name, response: Response): Promise<ApiValue<Name>> {
  try {
    return parseApiAnswer(answer, await response.json())
  } catch (cause) {
    throw new AppError(
      'PORTAL_ANSWER',
      'ポータルの答えを、このプログラムは読めません。ポータルと同じ版のプログラムで、もう一度試してください。',
      { cause, facts: { answer } },
    )
  }
}

async function download(origin: string, path: string, token: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await request(new URL(path, origin), { signal, headers: { authorization: `Bearer ${token}` } })
  return new Uint8Array(await response.arrayBuffer())
}

async function request(url: URL, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { ...init, redirect: 'error' })
  } catch (cause) {
    throw new AppError(
      'PORTAL_UNREACHABLE',
      `ポータル(${url.origin})につながりません。起動しているか確かめてください。`,
      { cause },
    )
  }
  if (response.ok) return response
  const { code, requestId } = await readAnswer('Error', response).catch(() => ({
    // Somebody else than the portal answered, as a proxy before it may.
    code: `HTTP_${response.status}`,
    requestId: '',
  }))
  const sentence = portalSentenceOf(code, url.origin) ?? 'ポータルが受け付けませんでした。'
  throw new AppError(code, `${sentence}(${code} ${requestId})`)
}

/** What only a page of the portal can put right is told with the address of that page. */
function portalSentenceOf(code: string, origin: string): string | undefined {
  if (code !== 'VAULT_CLOSED') return undefined
  return [
    'このカードでは、まだ回答の保管庫をひらけません。何も失われていません。',
    `ブラウザーで ${origin}/new-card をひらき、このカードでログインします。`,
    '前のカードか回復コードで新しいカードを登録したら、もう一度この命令を実行できます。',
  ].join('')
}
