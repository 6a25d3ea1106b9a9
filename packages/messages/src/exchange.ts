import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { AppError, base64url, no, ok, sha256, utf8 } from '@madoguchi/kit'
import type { Composed, Draft } from './compose.ts'
import { composeMessages } from './compose.ts'
import type { SigningKey } from './keys.ts'
import type { MessageBody } from './message/index.ts'
import type { ReaderKey, SealContext } from './seal.ts'
import { openSeal, seal } from './seal.ts'
import type { Signed } from './sign.ts'
import { signBatch } from './sign.ts'
import type { Received, Verifier } from './verify.ts'

/** One question about one person, as an inquirer puts it. */
export type Inquiry = {
  readonly body: MessageBody<'ask'>
  readonly core: string
  readonly provider: string
  readonly linkCode: string
  readonly mandate?: string
  /** An agency says whether the record may be shown to the person; a person's own question has no such mark. */
  readonly record?: MessageBody<'whom'>['record']
  /** It lives to the end of that hour, as all that agencies read: `whom.notAfter` says until when. */
  readonly notAfter: number
}

export type ComposedInquiry = { readonly whom: Draft<'whom'>; readonly ask: Composed }

/**
 * Puts the ask of each inquiry into its `whom`, ready to be sent to the core. Neither is signed yet: whoever signs `whom`
 * signs its ask with it, under one root with all for that provider (docs/decisions/0031-one-signature-a-reader.md).
 */
export function composeInquiries(options: {
  from: string
  inquiries: readonly Inquiry[]
  random?: Random
}): ComposedInquiry[] {
  const { inquiries, ...rest } = options
  const asks = composeMessages({
    ...rest,
    drafts: inquiries.map(({ body, provider, notAfter }) => ({ name: 'ask', to: provider, body, notAfter })),
  })
  return inquiries.map((inquiry, i) => {
    const ask = asks[i] as Composed
    const body: MessageBody<'whom'> = {
      exchange: inquiry.body.exchange,
      linkCode: inquiry.linkCode,
      askDigest: base64url.encode(ask.digest),
      ...(inquiry.mandate === undefined ? {} : { mandate: inquiry.mandate }),
      ...(inquiry.record === undefined ? {} : { record: inquiry.record }),
    }
    return { ask, whom: { name: 'whom', to: inquiry.core, body, enclosures: [ask], notAfter: ask.draft.notAfter } }
  })
}

/**
 * Puts each answer into its `provide`, ready to be sent to the core: what the core hands on stands apart from what it keeps
 * to itself. Whoever signs the one signs the other with it.
 */
export function composeProvisions(options: {
  from: string
  core: string
  provisions: readonly {
    readonly body: MessageBody<'answer'>
    readonly payload?: Bytes
    readonly record: MessageBody<'provide'>['record']
    readonly notAfter: number
  }[]
  random?: Random
}): Draft<'provide'>[] {
  const { core, provisions, ...rest } = options
  const answers = composeMessages({
    ...rest,
    drafts: provisions.map(({ body, payload, notAfter }) => ({
      name: 'answer',
      to: core,
      body,
      notAfter,
      ...(payload === undefined ? {} : { payload }),
    })),
  })
  return provisions.map(({ body: { exchange }, record, notAfter }, i) => ({
    name: 'provide',
    to: core,
    body: { exchange, record },
    enclosures: [answers[i] as Composed],
    notAfter,
  }))
}

/**
 * The one enclosure of a message, verified and of the expected name. Throws AppError MESSAGE_SENDER_UNKNOWN or
 * DIRECTORY_EXPIRED where it is our directory that lags behind.
 */
export function openEnclosure<Name extends 'ask' | 'answer' | 'filing' | 'case-event'>(options: {
  message: Received
  name: Name
  verifier: Verifier
  at: Date
}): Verdict<Received<Name>, 'MESSAGE_ENCLOSURE'> {
  const [bytes, ...more] = options.message.enclosures
  if (bytes === undefined || more.length > 0)
    return no('MESSAGE_ENCLOSURE', { enclosures: options.message.enclosures.length })
  const inner = options.verifier.verify(bytes, options.at)
  if (!inner.ok) {
    const { code } = inner
    // Our directory lags behind: thrown, so that the message is left out of the receipt and comes again.
    if (code === 'MESSAGE_SENDER_UNKNOWN' || code === 'DIRECTORY_EXPIRED')
      throw new AppError(code, 'The signer of an enclosure is not in our directory yet.')
    return no('MESSAGE_ENCLOSURE', { reason: code })
  }
  return inner.value.name === options.name
    ? ok(inner.value as Received<Name>)
    : no('MESSAGE_ENCLOSURE', { reason: 'NAME' })
}

/**
 * Signs the plaintexts of many answers as one batch, then seals each to its reader. Throws AppError
 * MESSAGE_TOO_LARGE for a datum beyond `messageLimits.datumSizeBytesMax`: the provider checks before it comes here.
 */
export async function sealAnswers(options: {
  from: string
  key: SigningKey
  answers: readonly { ask: Received<'ask'>; datum: Bytes }[]
}): Promise<Bytes[]> {
  const signed = signBatch({
    from: options.from,
    key: options.key,
    drafts: options.answers.map(({ ask, datum }) => ({
      name: 'datum',
      to: ask.from,
      body: { exchange: ask.body.exchange, askDigest: base64url.encode(ask.digest) },
      payload: datum,
      notAfter: ask.notAfter,
    })),
  })
  return Promise.all(
    options.answers.map(({ ask }, i) =>
      seal({
        readerKey: ask.body.readerKey,
        plaintext: (signed[i] as Signed).bytes,
        context: contextOf(ask.body.exchange, ask.digest),
      }),
    ),
  )
}

export type OpenedAnswer = { readonly datum: unknown; readonly provider: string }

/**
 * Opens a sealed answer and verifies who signed what is inside: the expected provider, for this exchange and this ask.
 * `at` is when the answer came, so that a key which was rotated later still verifies what it signed in its time.
 */
export async function openAnswer(options: {
  sealed: Bytes
  readerKey: ReaderKey
  exchange: string
  askDigest: Bytes
  provider: string
  verifier: Verifier
  at: Date
}): Promise<Verdict<OpenedAnswer, 'SEAL_BROKEN'>> {
  const { sealed, readerKey, exchange, askDigest, provider, verifier, at } = options
  const plain = await openSeal({ readerKey, sealed, context: contextOf(exchange, askDigest) })
  if (!plain.ok) return plain
  const inner = verifier.verify(plain.value, at)
  if (!inner.ok || inner.value.name !== 'datum') return no('SEAL_BROKEN', { reason: inner.ok ? 'NAME' : inner.code })
  const { body, from, payload } = inner.value
  const fits = from === provider && body.exchange === exchange && body.askDigest === base64url.encode(askDigest)
  if (!fits) return no('SEAL_BROKEN', { reason: 'MISMATCH' })
  try {
    return ok({ datum: JSON.parse(utf8.decode(payload)), provider })
  } catch {
    // The provider signed something that is no JSON: it reads as broken, and the reason says where.
    return no('SEAL_BROKEN', { reason: 'PAYLOAD' })
  }
}

/** SHA-256 of a sealed answer, as ledger and messages name it. */
export function digestSealed(sealed: Bytes): string {
  return base64url.encode(sha256(sealed))
}

function contextOf(exchange: string, askDigest: Bytes): SealContext {
  return { exchange, askDigest }
}
