import type { Bytes, Verdict } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import type { PortalCode } from '../shell/errors.ts'
import type { LogInRefusal } from './check-log-in.ts'

export type LoggedIn = {
  readonly token: string
  readonly account: string
  readonly expiresAt: Date
  readonly isRegistered: boolean
}
export type LogInCode = LogInRefusal | Extract<PortalCode, `LOGIN_${string}` | 'TOO_MANY'>

/** A log-in of this process that waits for its mandate. The key that opens its vault is nowhere but here. */
export type WaitingLogIn = {
  readonly certificate: Certificate
  readonly wrappingKey: Bytes
  readonly channel: 'page' | 'api'
  readonly holder: string | undefined
  /** True when nobody waits any more, and the wrapping key is wiped: nothing may be closed with it. */
  isOver: boolean
  outcome: Verdict<LoggedIn, LogInCode> | undefined
}

/** By acquisition number. */
export type WaitingLogIns = Map<string, WaitingLogIn>
