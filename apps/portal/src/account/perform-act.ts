import type { PerformAct } from '../log-in/confirm-card.ts'
import type { Vaults } from '../log-in/vaults.ts'
import { cookieNames, demandLogIn, demandMember, demandSession, forgetTyped, getValue } from '../shell/visit.ts'
import type { Session } from '../shell/visitor.ts'
import type { Emails } from './emails.ts'
import type { Leave } from './leave.ts'

type Means = {
  readonly vaults: Pick<Vaults, 'beginAnew' | 'keepRecoveryCode'>
  readonly closeOthers: (session: Session) => Promise<number>
  readonly emails: Pick<Emails, 'give'>
  readonly leave: Leave
}

export function makePerformAct({ vaults, closeOthers, emails, leave }: Means): PerformAct {
  return async (visit, act, fields) => {
    const { c, cookies } = visit
    switch (act) {
      case 'recovery-code':
        await vaults.keepRecoveryCode(demandSession(visit))
        return '/settings/recovery-code'
      case 'close-others':
        return `/activity?closed=${await closeOthers(demandMember(visit))}`
      case 'email':
        getValue(await emails.give(demandMember(visit), fields.get('email') ?? ''))
        return '/settings?done=email-sent'
      case 'vault-anew': {
        const begun = await vaults.beginAnew(demandMember(visit))
        // Another window was faster.
        return begun.ok ? '/home?done=anew' : '/home'
      }
      case 'leave':
        await leave(demandLogIn(visit))
        cookies.clearCookie(c, cookieNames.session)
        cookies.clearCookie(c, cookieNames.whose)
        forgetTyped(visit)
        c.header('Clear-Site-Data', '"cache", "storage"')
        return '/left'
    }
  }
}
