import { hkdfSync } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { FormValue } from '@madoguchi/documents'
import type { Bytes, Random } from '@madoguchi/kit'
import { base64url, utf8 } from '@madoguchi/kit'
import type { BrowserToken } from './browser-token.ts'
import { closeSecret, openSecret } from './secret.ts'

/** A page without its frame, in markup of ours. `width` and the rest as in `PageContent`. */
export type HeldContent = {
  readonly title: string
  readonly main: string
  readonly notice?: string
  readonly heading?: string
  readonly hasOwnHeading?: boolean
  readonly breadcrumb?: readonly { readonly label: string; readonly href: string }[]
  readonly width?: 'reading' | 'wide'
  readonly scripts?: readonly string[]
}

/** Plain data in words, as a printed form has it. */
export type Attached = { readonly [key: string]: FormValue }

/**
 * What a form was answered with: a page, or, where nobody was logged in any more, what had been typed. `path`: where it is shown.
 * `retryAtMs`: when it may be tried again, in ms since 1970. `attached`: what a file is made of that the page offers.
 */
export type HeldReply =
  | {
      readonly kind: 'page'
      readonly path: string
      readonly status: number
      readonly retryAtMs?: number
      readonly content: HeldContent
      readonly attached?: Attached
    }
  | { readonly kind: 'typed'; readonly path: string; readonly fields: readonly (readonly [string, string])[] }

/** Which row it is, in which browser, and who may open it there: `whose` is empty for who is not logged in. */
type HeldRow = {
  readonly browser: BrowserToken
  readonly id: string
  readonly begunWith: string
  readonly whose: string
}

const textBytesMax = 4 * 1024 * 1024
const sealedBytesMax = 64 * 1024
/** What is sealed is longer by a nonce and a tag (AES-256-GCM). */
const pressedBytesMax = sealedBytesMax - 12 - 16

/** Undefined for what is too large to be held. */
export function sealReply(row: HeldRow, reply: HeldReply, random: Random): Bytes | undefined {
  const secret = pressReply(reply)
  return secret && closeSecret({ key: deriveReplyKey(row), secret, boundTo: bindReply(row), random })
}

/** Undefined for what is too large to be held. */
export function pressReply(reply: HeldReply): Bytes | undefined {
  const text = utf8.encode(JSON.stringify(reply))
  const pressed = text.length > textBytesMax ? undefined : new Uint8Array(deflateRawSync(text))
  return pressed !== undefined && pressed.length <= pressedBytesMax ? pressed : undefined
}

/** Undefined for another browser, row or person. */
export function openReply(row: HeldRow, closed: Bytes): HeldReply | undefined {
  const opened = openSecret({ key: deriveReplyKey(row), closed, boundTo: bindReply(row) })
  if (opened === undefined) return undefined
  const text = inflateRawSync(opened, { maxOutputLength: textBytesMax })
  return JSON.parse(utf8.decode(new Uint8Array(text))) as HeldReply
}

/** A key of its own for each reply: HKDF-SHA256 of the cookie's second half. */
export function deriveReplyKey({ browser, id }: Pick<HeldRow, 'browser' | 'id'>): Bytes {
  return new Uint8Array(hkdfSync('sha256', browser.secret, utf8.encode(id), utf8.encode('madoguchi/1/held-reply'), 32))
}

export function bindReply({ browser, id, begunWith, whose }: HeldRow): readonly string[] {
  return ['held-reply', id, begunWith, whose, base64url.encode(browser.hash)]
}

export function readTypedFields({ fields }: HeldReply & { readonly kind: 'typed' }): URLSearchParams {
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))
}
