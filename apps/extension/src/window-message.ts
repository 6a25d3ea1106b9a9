import type { PageRequest } from '@madoguchi/card/protocol'
import type { Facts } from '@madoguchi/kit'
import type { Portal } from './portals.ts'

/** What the service worker and the extension's own window say to each other. The PIN is in none of it. */
export type Operation = {
  readonly request: Exclude<PageRequest, { action: 'status' }>
  readonly origin: string
  readonly portal: Portal
}

export type ToWindow =
  | { readonly type: 'operation'; readonly operation: Operation }
  | { readonly type: 'chunk'; readonly chunk: string }

/** `trouble` is what the window shows now: the page is told it when the citizen closes the window. */
export type ToWorker =
  | { readonly type: 'alive' }
  | { readonly type: 'waiting' }
  | { readonly type: 'trouble'; readonly code?: string | undefined; readonly facts?: Facts }
  | { readonly type: 'chunk'; readonly chunk: string }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly code: string; readonly facts?: Facts }

export const windowPortName = 'window'
