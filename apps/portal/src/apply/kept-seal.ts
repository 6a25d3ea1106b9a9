import { hkdfSync } from 'node:crypto'
import type { Bytes, Random } from '@madoguchi/kit'
import { AppError, utf8 } from '@madoguchi/kit'
import { closeSecret, openSecret } from '../shell/secret.ts'
import type { OpenSession } from '../shell/visitor.ts'

/** What is sealed: the bytes of a paper or a form, or what is known of it. */
export type KeptPart = 'file' | 'about'

type Owner = Pick<OpenSession, 'account' | 'vaultKey'>

/** A key of its own for each paper, prepared form and filing, by its id: HKDF-SHA256 of the vault key. */
export function deriveKeptKey({ vaultKey }: Pick<Owner, 'vaultKey'>, id: string): Bytes {
  return new Uint8Array(hkdfSync('sha256', vaultKey, utf8.encode(id), utf8.encode('madoguchi/1/kept-filing'), 32))
}

/** Moved to another account, or to another place of its row, it opens no more. */
export function bindKept({ account }: Pick<Owner, 'account'>, id: string, part: KeptPart): readonly string[] {
  return ['kept-filing', account, id, part]
}

type Place = { readonly id: string; readonly part: KeptPart }

export function sealKept(owner: Owner, { id, part, secret, random }: Place & { secret: Bytes; random: Random }): Bytes {
  return closeSecret({ key: deriveKeptKey(owner, id), secret, boundTo: bindKept(owner, id, part), random })
}

/** Throws ATTACHMENT_BROKEN: the bytes are others than those that were sealed for this account and place. */
export function readSealed(owner: Owner, { id, part, closed }: Place & { closed: Bytes }): Bytes {
  const opened = openSecret({ key: deriveKeptKey(owner, id), closed, boundTo: bindKept(owner, id, part) })
  if (opened === undefined) throw new AppError('ATTACHMENT_BROKEN', 'What was kept does not open with its key.')
  return opened
}

export function sealAbout(owner: Owner, { id, about, random }: { id: string; about: unknown; random: Random }): Bytes {
  return sealKept(owner, { id, part: 'about', secret: utf8.encode(JSON.stringify(about)), random })
}

/** JSON as we sealed it. */
export function openAbout(owner: Owner, { id, closed }: { id: string; closed: Bytes }): unknown {
  return JSON.parse(utf8.decode(readSealed(owner, { id, part: 'about', closed })))
}
