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
  /**
   * The operator's page, on a listener of its own that citizens cannot reach: its origin as the operator's browser
   * writes it (`http://127.0.0.1:8481`) and a secret of at least 24 characters. Absent: there is no such page.
   */
  readonly desk?: { readonly origin: string; readonly token: string } | undefined
  /** How many messages, and how many inquiries, may wait for one party before nobody may ask it anything new. */
  readonly waitingMax?: number | undefined
  /**
   * Where sealed papers and parts of filings stand, and the share of its disk from which on no new paper is taken, and from which on
   * nothing is sent either. Absent: nothing is sent from here.
   */
  readonly filings?: FilingsConfig | undefined
  /** False in tests that sweep by hand. */
  readonly sweeps?: boolean
}

export type FilingsConfig = {
  readonly folder: string
  readonly fullAt: { readonly paper: number; readonly filing: number }
}
