import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Bytes, Random } from '@madoguchi/kit'
import { hex, utf8 } from '@madoguchi/kit'
import { hashToken } from './account/confirmations.ts'
import { bindKept, deriveKeptKey, type KeptPart } from './apply/kept-seal.ts'
import { openDraftRow, sealDraft } from './fill/draft.ts'
import { type DraftContent, readDraftContent } from './fill/draft-content.ts'
import { deriveDraftKey, ownerOfSession, parseDraftToken } from './fill/draft-owner.ts'
import { bindHeldPage } from './fill/hold-page.ts'
import type { CardAct } from './log-in/card-again.ts'
import { nameAct } from './log-in/card-again.ts'
import { hashLogin } from './log-in/challenge.ts'
import { hashLinkCode } from './log-in/link-code-hash.ts'
import { deriveRecoveryKey, formatRecoveryCode, makeRecoveryCode, parseRecoveryCode } from './log-in/recovery-code.ts'
import { closeSessionSecret, openSessionSecret } from './session/session-secret.ts'
import { parseToken } from './session/token.ts'
import { bindToCard, bindToRecovery, bindToSession } from './shell/bindings.ts'
import { nameAccount, parseHeldToken } from './shell/held-replies.ts'
import { bindReply, deriveReplyKey, type HeldReply, openReply, sealReply } from './shell/held-reply.ts'
import { closeSecret, openSecret } from './shell/secret.ts'
import type { OpenSession } from './shell/visitor.ts'

/** Texts by name, as most of a vector is. */
type Texts<Name extends string> = Readonly<Record<Name, string>>
type Bound = { readonly boundTo: readonly string[] }

function read<Vector>(name: string): Vector {
  const url = new URL(`../../../protocol/vectors/kept/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Vector
}

/** Gives the nonce of the vector whenever it is asked. */
const giving = (nonce: string): Random => ({ bytes: () => hex.decode(nonce) })

function holdsClosed(options: {
  key: Bytes
  secret: Bytes
  boundTo: readonly string[]
  nonce: string
  closed: string
}) {
  const { key, secret, boundTo, nonce, closed } = options
  assert.equal(hex.encode(closeSecret({ key, secret, boundTo, random: giving(nonce) })), closed)
  assert.deepEqual(openSecret({ key, closed: hex.decode(closed), boundTo }), secret)
}

test('a sealed column opens, and is sealed in the same way', () => {
  const { key, nonce, secret, cases } = read<
    Texts<'key' | 'nonce' | 'secret'> & { cases: (Bound & Texts<'closed'>)[] }
  >('secret')
  for (const { boundTo, closed } of cases) {
    holdsClosed({ key: hex.decode(key), secret: hex.decode(secret), boundTo, nonce, closed })
  }
})

type VaultVector = Texts<'account' | 'vault' | 'vaultKey' | 'nonce'> & {
  readonly card: Bound & Texts<'fingerprint' | 'wrappingKey' | 'closed'>
  readonly recovery: Bound & Texts<'printed' | 'code' | 'salt' | 'key' | 'closed'>
}

test('a vault opens by the card that it was wrapped for', () => {
  const { account, vaultKey, nonce, card } = read<VaultVector>('vault')
  const boundTo = bindToCard(account, card.fingerprint)
  assert.deepEqual(boundTo, card.boundTo)
  holdsClosed({ key: hex.decode(card.wrappingKey), secret: hex.decode(vaultKey), boundTo, nonce, closed: card.closed })
})

test('a vault opens by the code that somebody printed', () => {
  const { account, vault, vaultKey, nonce, recovery } = read<VaultVector>('vault')
  assert.deepEqual(parseRecoveryCode(recovery.printed), { ok: true, value: recovery.code })
  assert.equal(formatRecoveryCode(recovery.code), recovery.printed)
  const key = deriveRecoveryKey(recovery.code, hex.decode(recovery.salt))
  assert.equal(hex.encode(key), recovery.key)
  const boundTo = bindToRecovery(account, vault)
  assert.deepEqual(boundTo, recovery.boundTo)
  holdsClosed({ key, secret: hex.decode(vaultKey), boundTo, nonce, closed: recovery.closed })
  const made = makeRecoveryCode({ bytes: (n) => new Uint8Array(n).fill(7) })
  assert.ok(parseRecoveryCode(made).ok)
})

type SessionVector = Bound &
  Texts<'token' | 'hash' | 'key' | 'account' | 'secret' | 'nonce' | 'sealed'> & { readonly held: HeldVector }
type HeldVector = Texts<'key' | 'linkCode' | 'mandate' | 'holder'>

test('a session that is open stays open', () => {
  const { token, hash, key, account, held, secret, boundTo, nonce, sealed } = read<SessionVector>('session')
  const parts = parseToken(token) ?? assert.fail()
  assert.deepEqual([hex.encode(parts.hash), hex.encode(parts.key)], [hash, key])
  assert.deepEqual(bindToSession(account, parts.hash), boundTo)
  holdsClosed({ key: parts.key, secret: hex.decode(secret), boundTo, nonce, closed: sealed })
  const closedFor = { key: parts.key, row: { account, hash: parts.hash } }
  const opened = { ...held, key: hex.decode(held.key) }
  assert.equal(hex.encode(closeSessionSecret(opened, { ...closedFor, random: giving(nonce) })), sealed)
  assert.deepEqual(openSessionSecret(hex.decode(sealed), closedFor), opened)
})

type OwnerVector = Texts<'account' | 'vault' | 'vaultKey' | 'token' | 'hash' | 'key' | 'sealed'>
type DraftVector = {
  readonly named: Texts<'draft' | 'procedure' | 'version' | 'municipality'>
  readonly content: DraftContent
  readonly nonce: string
  readonly account: OwnerVector
  readonly browser: OwnerVector
  readonly withItems: { readonly content: DraftContent; readonly sealed: string }
  readonly withLeftOut: { readonly content: DraftContent; readonly sealed: string }
  readonly withWriters: { readonly content: DraftContent; readonly sealed: string }
  readonly older: { readonly content: unknown; readonly read: DraftContent }
  readonly held: Bound & Texts<'place' | 'sealed'> & { readonly entries: unknown }
}

for (const kind of ['account', 'browser'] as const) {
  test(`a form that was begun opens: one of ${kind === 'account' ? 'an account' : 'a browser without one'}`, () => {
    const { named, content, nonce, ...owners } = read<DraftVector>('draft')
    const vector = owners[kind]
    const owner =
      kind === 'account'
        ? ownerOfSession({
            account: vector.account,
            vault: vector.vault,
            vaultKey: hex.decode(vector.vaultKey),
          } as OpenSession)
        : (parseDraftToken(vector.token) ?? assert.fail())
    if (owner.kind === 'browser') assert.equal(hex.encode(owner.hash), vector.hash)
    assert.equal(hex.encode(deriveDraftKey(owner, named.draft)), vector.key)
    const sealed = sealDraft({ owner, named, content, random: giving(nonce) })
    assert.equal(hex.encode(sealed), vector.sealed)
    const row = {
      ...named,
      sealed: hex.decode(vector.sealed),
      account: kind === 'account' ? vector.account : null,
      vault: kind === 'account' ? vector.vault : null,
      browser_hash: owner.kind === 'browser' ? owner.hash : null,
      revision: 1,
      created_at: new Date(0),
      updated_at: new Date(0),
      told_end_at: null,
      about: null,
      reply: null,
    }
    assert.deepEqual(openDraftRow(row, owner).content, content)
  })
}

const kinds = {
  withItems: 'items, also those that were taken out',
  withLeftOut: 'answers that have no place any more',
  withWriters: 'the pages that wrote it last',
} as const
for (const which of ['withItems', 'withLeftOut', 'withWriters'] as const) {
  test(`a form with ${kinds[which]} opens as it was kept`, () => {
    const { named, nonce, account, ...vectors } = read<DraftVector>('draft')
    const { content, sealed: closed } = vectors[which]
    const owner = ownerOfSession({
      account: account.account,
      vault: account.vault,
      vaultKey: hex.decode(account.vaultKey),
    } as OpenSession)
    const sealed = sealDraft({ owner, named, content, random: giving(nonce) })
    assert.equal(hex.encode(sealed), closed)
    const { vault } = account
    const day = {
      revision: 1,
      created_at: new Date(0),
      updated_at: new Date(0),
      told_end_at: null,
      about: null,
      reply: null,
    }
    const row = { ...named, ...day, sealed, account: account.account, vault, browser_hash: null }
    assert.deepEqual(openDraftRow(row, owner).content, content)
  })
}

test('a form from before items had ids opens, and whoever opens it calls them the same', () => {
  const { named, older } = read<DraftVector>('draft')
  const bytes = utf8.encode(JSON.stringify(older.content))
  assert.deepEqual(readDraftContent(bytes, named.draft), older.read)
})

test('a page that is held for its writer opens when they are back', () => {
  const { named, nonce, browser, held } = read<DraftVector>('draft')
  const owner = parseDraftToken(browser.token) ?? assert.fail()
  const boundTo = bindHeldPage(owner, { draft: named.draft, place: held.place })
  assert.deepEqual(boundTo, held.boundTo)
  const secret = utf8.encode(JSON.stringify(held.entries))
  holdsClosed({ key: deriveDraftKey(owner, named.draft), secret, boundTo, nonce, closed: held.sealed })
})

type HeldReplyVector = Bound &
  Texts<'token' | 'hash' | 'id' | 'begunWith' | 'account' | 'whose' | 'key' | 'nonce' | 'sealed'> & {
    readonly reply: HeldReply
    readonly withAttached: { readonly reply: HeldReply; readonly sealed: string }
  }

test('what a form was answered with is shown again to whom it was held for, and to nobody else', () => {
  const { token, hash, id, begunWith, account, whose, key, boundTo, nonce, sealed, reply, withAttached } =
    read<HeldReplyVector>('held-reply')
  const browser = parseHeldToken(token) ?? assert.fail()
  const row = { browser, id, begunWith, whose }
  assert.deepEqual([hex.encode(browser.hash), hex.encode(deriveReplyKey(row))], [hash, key])
  assert.equal(nameAccount(account), whose)
  assert.deepEqual(bindReply(row), boundTo)
  assert.deepEqual(openReply(row, hex.decode(sealed)), reply)
  assert.deepEqual(openReply(row, hex.decode(withAttached.sealed)), withAttached.reply)
  // How well it is pressed together is not kept: that it opens is.
  for (const one of [reply, withAttached.reply])
    assert.deepEqual(openReply(row, sealReply(row, one, giving(nonce)) ?? assert.fail()), one)
  assert.equal(openReply({ ...row, whose: '' }, hex.decode(sealed)), undefined)
})

type FoundBy = Readonly<Record<'login' | 'linkCode' | 'emailToken', Texts<'text' | 'hash'>>> & {
  readonly cardAgain: Texts<'sessionHash' | 'named'> & { readonly act: CardAct }
}

test('a log-in that began, an account, an address that waits for its link are found', () => {
  const { login, linkCode, emailToken, cardAgain } = read<FoundBy>('found-by')
  assert.equal(hex.encode(nameAct(cardAgain.act, hex.decode(cardAgain.sessionHash))), cardAgain.named)
  assert.equal(hex.encode(hashLinkCode(linkCode.text)), linkCode.hash)
  assert.equal(hex.encode(hashLogin(login.text)), login.hash)
  assert.equal(hex.encode(hashToken(emailToken.text)), emailToken.hash)
})

type KeptFilingVector = Texts<'account' | 'id' | 'vaultKey' | 'key' | 'nonce' | 'secret'> & {
  readonly cases: readonly (Bound & Texts<'closed'> & { readonly part: KeptPart })[]
}

test('a paper, a form and what is known of a filing are closed under a key of their own', () => {
  const { account, id, vaultKey, nonce, secret, cases, ...vector } = read<KeptFilingVector>('kept-filing')
  const key = deriveKeptKey({ vaultKey: hex.decode(vaultKey) }, id)
  assert.equal(hex.encode(key), vector.key)
  for (const { part, boundTo, closed } of cases) {
    assert.deepEqual(bindKept({ account }, id, part), boundTo)
    holdsClosed({ key, secret: hex.decode(secret), boundTo, nonce, closed })
  }
})
