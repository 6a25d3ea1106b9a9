import { giveEmail } from '../account/confirmation.ts'
import { leave } from '../account/leave.ts'
import { closeOtherSessions } from '../account/list-sessions.ts'
import type { CardAct } from '../log-in/card-again.ts'
import { beginVaultAnew } from '../log-in/join-vault.ts'
import { keepRecoveryCode } from '../log-in/keep-recovery-code.ts'
import { cookieNames, demandLogIn, demandMember, demandSession, getValue, type Visit } from './visit.ts'

/** Does what the card said yes to, and gives where to go on. `fields` are those of the form that asked for it. */
export async function performAct(visit: Visit, act: CardAct, fields: URLSearchParams): Promise<string> {
  const { world, c, cookies } = visit
  switch (act) {
    case 'recovery-code':
      await keepRecoveryCode(world, demandSession(visit))
      return '/settings/recovery-code'
    case 'close-others':
      return `/activity?closed=${await closeOtherSessions(world, demandMember(visit))}`
    case 'email':
      getValue(await giveEmail(world, demandMember(visit), fields.get('email') ?? ''))
      return '/settings?done=email-sent'
    case 'vault-anew': {
      const begun = await beginVaultAnew(world, demandMember(visit))
      // Another window was faster.
      return begun.ok ? '/home?done=anew' : '/home'
    }
    case 'leave':
      await leave(world, demandLogIn(visit))
      cookies.clearCookie(c, cookieNames.session)
      c.header('Clear-Site-Data', '"cache", "storage"')
      return '/left'
  }
}
