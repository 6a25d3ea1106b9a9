import type { TurnCookies } from '../shell/limits/turn-cookies.ts'
import type { Turns } from '../shell/limits/turns.ts'
import type { VerifyDocument } from './verify-document.ts'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    readonly verifyDocument: VerifyDocument
    /** For who has a signed document looked at. */
    readonly verifying: Turns
    readonly turnCookies: TurnCookies
  }
}
