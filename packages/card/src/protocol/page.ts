import { z } from 'zod'
import { challenge, chunk, documentSizeBytesMax } from './carried.ts'
import type { HostStatus } from './native.ts'

/** Raised when a page and an extension could no longer understand each other. */
export const protocolVersion = 1

/** The name of the port that a page opens to the extension (`chrome.runtime.connect`). */
export const pagePortName = `madoguchi/${protocolVersion}`

/** What a page may ask for, and nothing else: nothing that a card signs is among it. */
export const pageRequest = z.discriminatedUnion('action', [
  /** Is everything there, down to the card? Opens no window, costs no try, and says nothing about whose card it is. */
  z.strictObject({ action: z.literal('status') }),
  z.strictObject({ action: z.literal('log-in'), challenge, vaultSalt: challenge }),
  z.strictObject({ action: z.literal('vault-key'), vaultSalt: challenge }),
  /** 氏名・住所・生年月日・性別 from 券面事項入力補助, after the citizen saw who asks. */
  z.strictObject({ action: z.literal('attributes') }),
  /** The document follows as `chunk` messages on the same port. */
  z.strictObject({
    action: z.literal('sign'),
    name: z.string().min(1).max(200),
    sizeBytes: z.int().min(1).max(documentSizeBytesMax),
  }),
])
export type PageRequest = z.infer<typeof pageRequest>
export type PageAction = PageRequest['action']

/** Page to extension, after `sign` only: the document, in order. */
export const pageChunk = z.strictObject({ chunk })

/** What `status` answers with: who is there, and what card-host sees. */
export type PageStatus = {
  readonly extensionVersion: string
  readonly hostVersion: string
  readonly host: HostStatus
}

/**
 * Extension to page: `ready` at once, `waiting` when the citizen asked for more time, for `sign` chunks of the signed
 * document, then one `done` or `failed`.
 */
export type ExtensionReply =
  | { readonly type: 'ready'; readonly version: string }
  | { readonly type: 'waiting' }
  | { readonly type: 'chunk'; readonly chunk: string }
  | { readonly type: 'done'; readonly value: unknown }
  | {
      readonly type: 'failed'
      readonly code: string
      readonly facts?: Readonly<Record<string, string | number | boolean>>
    }
