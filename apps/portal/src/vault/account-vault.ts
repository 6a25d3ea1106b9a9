import type { Work } from '@madoguchi/delivery'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { makeId, no, ok } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import type { PortalTables } from '../tables.ts'
import { closeSecret, openSecret } from './secret.ts'

export type OpenedVault = { readonly account: string; readonly vault: string; readonly vaultKey: Bytes }

/**
 * Finds or makes the account of a link code, and opens its vault with the key that this card makes. A card that this
 * account has not seen gets a vault of its own: what was sealed to the old card's stays readable with the old card.
 */
export async function openAccountVault(options: {
  work: Work<PortalTables>
  random: Random
  linkCode: string
  certificate: Certificate
  wrappingKey: Bytes
}): Promise<Verdict<OpenedVault, 'LOGIN_VAULT_MISMATCH'>> {
  const { work, random, linkCode, certificate, wrappingKey } = options
  const { tx, at } = work
  const { account } = await tx
    .insertInto('accounts')
    .values({
      account: makeId('acc', random),
      link_code: linkCode,
      registered_at: null,
      email: null,
      created_at: at,
      last_login_at: at,
    })
    .onConflict((conflict) => conflict.column('link_code').doUpdateSet({ last_login_at: at }))
    .returning('account')
    .executeTakeFirstOrThrow()
  const card = { account, fingerprint: certificate.fingerprint }
  const boundTo = [card.account, card.fingerprint]
  const known = await tx
    .updateTable('account_cards')
    .set({ last_used_at: at })
    .where('account', '=', card.account)
    .where('fingerprint', '=', card.fingerprint)
    .returning(['vault', 'wrapped_key'])
    .executeTakeFirst()
  if (known !== undefined) {
    const vaultKey = openSecret({ key: wrappingKey, closed: new Uint8Array(known.wrapped_key), boundTo })
    return vaultKey === undefined ? no('LOGIN_VAULT_MISMATCH') : ok({ account, vault: known.vault, vaultKey })
  }
  const vault = makeId('vlt', random)
  const vaultKey = random.bytes(32)
  await tx
    .insertInto('account_cards')
    .values({
      ...card,
      serial: certificate.serialHex,
      vault,
      wrapped_key: closeSecret({ key: wrappingKey, secret: vaultKey, boundTo, random }),
      not_after: certificate.notAfter,
      first_used_at: at,
      last_used_at: at,
    })
    .execute()
  return ok({ account, vault, vaultKey })
}
