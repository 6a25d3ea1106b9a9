import type { PerformAct } from '../log-in/confirm-card.ts'
import { beginVaultAnew } from '../log-in/join-vault.ts'
import { keepRecoveryCode } from '../log-in/keep-recovery-code.ts'
import { closeOtherSessions } from '../session/list-sessions.ts'
import { cookieNames, demandLogIn, demandMember, demandSession, getValue } from '../shell/visit.ts'
import { giveEmail } from './confirmation.ts'
import { leave } from './leave.ts'

export const performAct: PerformAct = async (visit, act, fields) => {
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
