import type { Bytes, Random } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { Selectable } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import { closeSecret, openSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import { type DraftContent, encodeDraftContent, readDraftContent } from './draft-content.ts'
import { type DraftOwner, deriveDraftKey, nameOwner } from './draft-owner.ts'

/** What keeping drafts takes of the running portal. */
export type DraftStore = Pick<Ground, 'db' | 'clock' | 'random'>

export type DraftRow = Selectable<PortalTables['drafts']>

/** What is known of a draft without opening it. */
export type DraftHead = {
  readonly draft: string
  readonly procedure: string
  readonly version: string
  readonly municipality: string
  readonly revision: number
  readonly begunAt: Date
  readonly updatedAt: Date
  /** Undefined of one that begins a case. */
  readonly reply: Reply | undefined
}

/** Whether it corrects a filing, adds papers to it, or takes it back; `about`: that filing. */
export type Reply = { readonly about: string; readonly what: 'correction' | 'papers' | 'withdrawal' }

export type Draft = DraftHead & { readonly owner: DraftOwner; readonly content: DraftContent }

type Named = Pick<DraftHead, 'draft' | 'procedure' | 'version' | 'municipality'>

/** A row that is moved to another owner, procedure or municipality opens no more. */
function bindingOf(owner: DraftOwner, { draft, procedure, version, municipality }: Named): readonly string[] {
  return ['draft', draft, nameOwner(owner), procedure, version, municipality]
}

export function sealDraft(options: { owner: DraftOwner; named: Named; content: DraftContent; random: Random }): Bytes {
  const { owner, named, content, random } = options
  const secret = encodeDraftContent(content)
  return closeSecret({
    key: deriveDraftKey(owner, named.draft),
    secret,
    boundTo: bindingOf(owner, named),
    random,
  })
}

/** Throws DRAFT_OTHER_VAULT where the account has begun a new vault since, DRAFT_BROKEN where the bytes do not fit. */
export function openDraftRow(row: DraftRow, owner: DraftOwner): Draft {
  if (owner.kind === 'account' && row.vault !== owner.vault)
    throw new AppError('DRAFT_OTHER_VAULT', 'The draft was sealed to another vault.')
  const opened = openSecret({
    key: deriveDraftKey(owner, row.draft),
    closed: new Uint8Array(row.sealed),
    boundTo: bindingOf(owner, row),
  })
  if (opened === undefined) throw new AppError('DRAFT_BROKEN', 'A draft does not open with its key.')
  return { ...headOf(row), owner, content: readDraftContent(opened, row.draft) }
}

export function headOf(row: Omit<DraftRow, 'sealed'>): DraftHead {
  const { draft, procedure, version, municipality, revision, created_at: begunAt, updated_at: updatedAt } = row
  const { about, reply: what } = row
  const reply = about === null || what === null ? undefined : { about, what }
  return { draft, procedure, version, municipality, revision, begunAt, updatedAt, reply }
}
