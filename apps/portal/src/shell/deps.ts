import type { Transmit } from '@madoguchi/card'
import type { Transport } from '@madoguchi/delivery'
import type { PdfRenderer } from '@madoguchi/documents'
import type { FactsView } from '@madoguchi/facts'
import type { Procedure } from '@madoguchi/forms'
import type { Bytes, Clock, Log, Random } from '@madoguchi/kit'
import type { DirectoryView, SigningKey } from '@madoguchi/messages'
import type { SignedPdfAnswer, SignedPdfJob } from '@madoguchi/pades'
import type { TrustAnchor } from '@madoguchi/pki'

/** The demo cards of the sandbox, lent by the registry's stand-in. */
export type DemoCards = {
  /** `pin` is shown on the log-in page where it is given: these cards are for trying things out. */
  list(): Promise<readonly { readonly name: string; readonly holder: string; readonly pin?: string }[]>
  /** Powers the card up, lends it and powers it down. */
  withCard<T>(name: string, use: (transmit: Transmit) => Promise<T>): Promise<T>
  /** Gives every PIN of the card its tries again; the PINs stay. */
  unlock(name: string): Promise<void>
}

/** Sends 「届きました」 and never a content. Absent: nothing is mailed and nobody is asked for an address. */
export type Mailer = { send(mail: { to: string; subject: string; text: string }): Promise<void> }

export type PortalDeps = {
  /** What can be filled in here. Those of `@madoguchi/procedures`, unless a test has its own. */
  readonly procedures?: readonly Procedure[]
  readonly runUrl: string
  readonly directory: DirectoryView
  readonly facts: FactsView
  readonly key: SigningKey
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly trust: {
    readonly anchors: readonly TrustAnchor[]
    /** The DER of an anchor's revocation list. Throws when it cannot be had. */
    loadCrl(issuer: TrustAnchor): Promise<Bytes>
    /**
     * An anchor's OCSP responder: a request in, its response out, both DER. Undefined for an anchor without one. Throws
     * when none can be had. Absent: lists only.
     */
    askOcsp?(issuer: TrustAnchor, request: Bytes): Promise<Bytes | undefined>
    /** Who issues the certificates that documents are signed with. Absent: every signer is unknown. */
    readonly signing?: Pick<PortalDeps['trust'], 'anchors' | 'loadCrl' | 'askOcsp'>
    /** Who issues the certificates of time-stamp authorities that are believed. Absent: no stamp's time counts. */
    readonly timeStamps?: readonly TrustAnchor[]
    /** Those of `anchors` that have no list: their cards pass unasked, in the sandbox only. */
    readonly withoutCrl?: readonly TrustAnchor[]
  }
  /** Sandbox only. */
  readonly cards?: DemoCards
  readonly mailer?: Mailer
  /**
   * The operator's page, on a listener of its own that citizens cannot reach: its origin as the operator's browser
   * writes it (`http://127.0.0.1:8481`) and a secret of at least 24 characters. Absent: there is no such page.
   */
  readonly operator?: { readonly origin: string; readonly token: string }
  /** Who draws documents, and who looks at signed ones. Threads of our own, unless a test has slower ones. */
  readonly renderer?: PdfRenderer
  readonly readSigned?: (job: SignedPdfJob) => Promise<SignedPdfAnswer>
  /** False in tests that sweep by hand. */
  readonly sweeps?: boolean
  /** How many messages, and how many inquiries, may wait for one party before nobody may ask it anything new. */
  readonly waitingMax?: number
}
