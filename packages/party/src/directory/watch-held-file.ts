import { AppError } from '@madoguchi/kit'
import type { Holder, Opening, SignedFile } from './signed-file.ts'
import type { WatchedFile } from './watch-signed-file.ts'
import { watchSignedFile } from './watch-signed-file.ts'

/** Where a program finds a signed file that it goes by. */
export type FileOf<H extends Holder = Holder> = { readonly path: string; readonly kind: SignedFile<H> }
export type HeldFile = WatchedFile<Holder> & { readonly kind: SignedFile }

/** A signed file beside the directory, kept up to date. Throws AppError, with a sentence, when the first is no good. */
export async function watchHeldFile(
  { path, kind }: FileOf,
  given: Omit<Opening, 'bytes'> & Pick<Parameters<typeof watchSignedFile>[0], 'log'>,
): Promise<HeldFile> {
  const { log, ...opening } = given
  const open = (bytes: Opening['bytes']) => kind.open({ bytes, ...opening })
  return { ...(await watchSignedFile({ file: path, kind, open, log })), kind }
}

/** What a party holds of that kind. Throws AppError CONFIG_INVALID where its program names no such file. */
export function getHeld<H extends Holder>({ held }: { readonly held?: HeldFile | undefined }, kind: SignedFile<H>): H {
  // The kind that opened it is the kind that is asked for: what it opened is of its type.
  if (held?.kind === (kind as SignedFile)) return held.view as H
  throw new AppError('CONFIG_INVALID', `This program needs ${kind.setting}.`)
}
