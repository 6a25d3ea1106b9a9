import type { Transmit } from '@madoguchi/card'
import type { PdfRenderer } from '@madoguchi/documents'
import type { FactsView } from '@madoguchi/facts'
import type { Procedure } from '@madoguchi/forms'
import type { Bytes } from '@madoguchi/kit'
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

/** Sends word that something came or ends, and never a content. Absent: nothing is mailed and nobody is asked for an address. */
export type Mailer = { send(mail: { to: string; subject: string; text: string }): Promise<void> }

/** How it is asked whether a certificate was revoked. */
export type RevocationSource = {
  /** The DER of an anchor's revocation list. Throws when it cannot be had. */
  loadCrl(issuer: TrustAnchor): Promise<Bytes>
  /**
   * An anchor's OCSP responder: a request in, its response out, both DER. Undefined for an anchor without one. Throws
   * when none can be had. Absent: lists only.
   */
  askOcsp?(issuer: TrustAnchor, request: Bytes): Promise<Bytes | undefined>
}

/** Who issues certificates. */
export type Issuers = {
  readonly anchors: readonly TrustAnchor[]
  readonly source: RevocationSource
  /** Those of `anchors` that have no list: their cards pass unasked, in the sandbox only. */
  readonly withoutCrl?: readonly TrustAnchor[]
}

/** Who issues citizens' cards, and what documents are looked at with. */
export type PortalTrust = Issuers & {
  /** Who issues the certificates that documents are signed with. Absent: every signer is unknown. */
  readonly signing?: Pick<Issuers, 'anchors' | 'source'>
  /** Who issues seals of agencies, and certificates of time-stamp authorities. Of whom none is named, none counts. */
  readonly beside?: Readonly<Partial<Record<'seals' | 'timeStamps', readonly TrustAnchor[]>>>
}

/** What a portal has beside what every party has. */
export type PortalMeans = {
  readonly facts: FactsView
  /** What can be filled in here. Those of `@madoguchi/procedures`, unless a test has its own. */
  readonly procedures?: readonly Procedure[]
  /** Sandbox only. */
  readonly cards?: DemoCards
  readonly mailer?: Mailer
  /** Who draws documents, and who looks at signed ones. Threads of our own, unless a test has slower ones. */
  readonly renderer?: PdfRenderer
  readonly readSigned?: (job: SignedPdfJob) => Promise<SignedPdfAnswer>
}
