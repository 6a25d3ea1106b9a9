import type { OperatorInfo } from '@madoguchi/ui'

export type PortalConfig = {
  /** Our party id in the directory. */
  readonly self: string
  /** The party ids of the core and of the registry. */
  readonly core: string
  readonly registry: string
  /** As browsers write it: `https://portal.example`. What a card signs is bound to it. */
  readonly origin: string
  readonly mode: 'sandbox' | 'production'
  readonly operator: OperatorInfo
  /** A session without a request for so long ends. */
  readonly idleMinutes: number
  /** How many proxies of ours stand in front, for limits by client. Default: 0; wrong, and all citizens count as one. */
  readonly proxyHops?: number
}
