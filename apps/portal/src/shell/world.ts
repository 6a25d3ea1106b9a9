import type { Database } from '@madoguchi/db'
import type { Delivery, Room, Turnstile } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import type { Mailbox } from '../account/mailbox.ts'
import type { PortalConfig } from '../app/config.ts'
import type { makeOpenApi } from '../app/open-api.ts'
import type { VerifyDocument } from '../card/verify-document.ts'
import type { BlankForms } from '../fill/blank-forms.ts'
import type { Finder } from '../find/finder.ts'
import type { CrlKeeper } from '../log-in/crl-keeper.ts'
import type { RevocationCheck } from '../log-in/revocation-check.ts'
import type { ShowCard } from '../log-in/show-cards.ts'
import type { WaitingLogIns } from '../log-in/waiting-log-ins.ts'
import type { NoticeBoard } from '../operator/notice-board.ts'
import type { WatchedTransport } from '../operator/watch-transport.ts'
import type { PortalDeps } from './deps.ts'
import type { Counts } from './limits/counts.ts'
import type { Prints } from './limits/prints.ts'
import type { TurnCookies } from './limits/turn-cookies.ts'
import type { Turns } from './limits/turns.ts'
import type { PortalTables } from './tables.ts'
import type { Waiters } from './waiters.ts'
import type { ProxyWatch } from './watch-proxies.ts'

/** What every part of the running portal is given: configuration, what was passed in, and what `start` opened. */
export type World = {
  readonly config: PortalConfig
  readonly deps: PortalDeps
  readonly db: Database<PortalTables>
  readonly delivery: Delivery<PortalTables>
  /** For inquiries without an answer, by provider. */
  readonly unanswered: Room
  readonly waiters: Waiters
  /** Who waits for answers in this process, by account. */
  readonly listening: Turnstile
  /** Log-ins of this process whose mandate is on its way. */
  readonly waitingLogIns: WaitingLogIns
  /** To which other copies of the program seal their mandates. */
  readonly replyKey: ReaderKey
  readonly showCard: ShowCard
  readonly crl: CrlKeeper
  readonly checkRevocation: RevocationCheck
  readonly mailbox: Mailbox
  readonly limits: Counts
  readonly proxies: ProxyWatch
  readonly verifyDocument: VerifyDocument
  /** The API's description, made once. */
  readonly openApi: () => ReturnType<typeof makeOpenApi>
  readonly notices: NoticeBoard
  /** Which municipality offers which procedure. */
  readonly finder: Finder
  /** When we last reached a party, and when not. */
  readonly reached: Pick<WatchedTransport, 'find'>
  /** Starts its thread with the first document. */
  readonly prints: Prints
  readonly blankForms: BlankForms
  readonly turnCookies: TurnCookies
  /** For who has a signed document looked at. */
  readonly verifying: Turns
  /** Public, one per portal: what a card signs to make its wrapping key. */
  readonly vaultSalt: Bytes
}
