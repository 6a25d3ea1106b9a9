import type { Bytes } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import type { PortalDeps } from '../shell/deps.ts'
import type { CrlKeeper } from './crl-keeper.ts'
import type { RevocationCheck } from './revocation-check.ts'
import type { ShowCard } from './show-cards.ts'
import type { WaitingLogIns } from './waiting-log-ins.ts'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    /** Log-ins of this process whose mandate is on its way. */
    readonly waitingLogIns: WaitingLogIns
    /** To which other copies of the program seal their mandates. */
    readonly replyKey: ReaderKey
    readonly showCard: ShowCard
    readonly crl: CrlKeeper
    /** Keeps the lists of other authorities, as `crl` those of citizens' cards. */
    readonly keepLists: (trust: PortalDeps['trust']) => CrlKeeper
    readonly checkRevocation: RevocationCheck
    /** Public, one per portal: what a card signs to make its wrapping key. */
    readonly vaultSalt: Bytes
  }
}
