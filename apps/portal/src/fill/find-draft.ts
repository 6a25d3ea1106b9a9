import type { OpenSession } from '../shell/visitor.ts'
import { type Draft, type DraftHead, type DraftRow, type DraftStore, headOf, openDraftRow } from './draft.ts'
import { draftLimits } from './draft-limits.ts'
import { type BrowserOwner, type DraftOwner, ownerOfSession } from './draft-owner.ts'

/** Who asks: the account that is logged in, the browser that has cookies, both, or neither. */
export type Asker = {
  readonly session: OpenSession | undefined
  readonly browsers: readonly BrowserOwner[]
}

/**
 * The draft that this one may read. `needs-log-in`: it belongs to an account, and nobody is logged in. Undefined for
 * anybody else's, as for one that is not there.
 */
export async function findDraft(
  { db }: Pick<DraftStore, 'db'>,
  { session, browsers }: Asker,
  draft: string,
): Promise<Draft | 'needs-log-in' | undefined> {
  const row = await db.kysely.selectFrom('drafts').selectAll().where('draft', '=', draft).executeTakeFirst()
  if (row === undefined) return undefined
  if (row.account !== null) {
    if (session === undefined) return 'needs-log-in'
    return row.account === session.account ? openDraftRow(row, ownerOfSession(session)) : undefined
  }
  const owner = browsers.find(({ hash }) => Buffer.from(hash).equals(row.browser_hash ?? Buffer.of()))
  return owner && openDraftRow(row, owner)
}

/** Newest first; nothing is opened. */
export async function listDrafts({ db }: Pick<DraftStore, 'db'>, owner: OwnerName): Promise<readonly DraftHead[]> {
  const rows = await whereOwner(
    db.kysely
      .selectFrom('drafts')
      .select([
        'draft',
        'account',
        'vault',
        'browser_hash',
        'procedure',
        'version',
        'municipality',
        'revision',
        'created_at',
        'updated_at',
        'told_end_at',
        'about',
        'reply',
      ]),
    owner,
  )
    .orderBy('updated_at', 'desc')
    .limit(draftLimits.draftsMax)
    .execute()
  return rows.map(headOf)
}

/** The same as they are kept, to be opened. */
export async function listDraftRows({ db }: Pick<DraftStore, 'db'>, owner: OwnerName): Promise<readonly DraftRow[]> {
  const rows = whereOwner(db.kysely.selectFrom('drafts').selectAll(), owner)
  return rows.orderBy('updated_at', 'desc').limit(draftLimits.draftsMax).execute()
}

/** How many drafts an account was told of that end soon: none of those that were changed or removed since. */
export async function countTold({ db, clock }: Pick<DraftStore, 'db' | 'clock'>, account: string): Promise<number> {
  const { count } = await db.kysely
    .selectFrom('drafts')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('account', '=', account)
    .where('told_end_at', 'is not', null)
    .where('updated_at', '>', new Date(clock.now().getTime() - draftLimits.accountKeptMs))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Naming an owner takes no key. */
export type OwnerName = { readonly kind: 'account'; readonly account: string } | DraftOwner

type Narrowing<Self> = { where(column: 'account' | 'browser_hash', is: '=', value: string | Uint8Array): Self }

export function whereOwner<Query extends Narrowing<Query>>(query: Query, owner: OwnerName): Query {
  return owner.kind === 'account'
    ? query.where('account', '=', owner.account)
    : query.where('browser_hash', '=', owner.hash)
}
