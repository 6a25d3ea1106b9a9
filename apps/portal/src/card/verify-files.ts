import { type Bytes, hex, type Verdict } from '@madoguchi/kit'
import type { SignatureReport, VerifyDocumentCode } from '@madoguchi/pades'
import { isNoPdf } from '@madoguchi/pades'
import type { Turns, Waiter } from '../shell/limits/turns.ts'
import type { VerifyDocument } from '../signed/verify-document.ts'

/** A file as it is to be looked at; `name` for people. */
export type NamedFile = { readonly name: string; readonly bytes: Bytes }

export type LookedAt = {
  readonly name: string
  /** SHA-256 of the file, in hexadecimal. */
  readonly hash: string
  /** `waited`: there was no place for it, and nobody looked. */
  readonly found: Verdict<readonly SignatureReport[], VerifyDocumentCode> | 'no pdf' | 'waited'
}

export type VerifyFiles = (files: readonly NamedFile[], who: Waiter) => Promise<readonly LookedAt[]>

/**
 * Looks at one document after the other, each in a turn of its own: who brings many waits as often as who brings them one by
 * one. Where there is no place for one, those behind it are not tried. Of several each is copied, in its turn: the thread that
 * looks at a document takes the memory in which it stands.
 */
export function makeVerifyFiles({
  verifyDocument,
  verifying,
}: {
  verifyDocument: VerifyDocument
  verifying: Turns
}): VerifyFiles {
  async function look({ bytes }: NamedFile, who: Waiter, isAlone: boolean): Promise<Omit<LookedAt, 'name'>> {
    const turn = await verifying.take(who)
    if (!turn.ok) return waited
    using _place = turn.value
    const hash = hex.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
    const done = await verifyDocument(isAlone ? bytes : bytes.slice())
    if (done.ok) return { hash, found: done }
    if (done.code === 'WORK_ROOM_FULL') return waited
    return { hash, found: isNoPdf(done) ? 'no pdf' : { ...done, code: done.code } }
  }
  return async (files, who) => {
    const looked: LookedAt[] = []
    for (const file of files) {
      const isFull = looked.at(-1)?.found === 'waited'
      looked.push({ name: file.name, ...(isFull ? waited : await look(file, who, files.length === 1)) })
    }
    return looked
  }
}

const waited = { hash: '', found: 'waited' } as const
