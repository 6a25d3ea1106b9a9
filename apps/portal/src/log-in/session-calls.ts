import { closeOtherSessions, listSessions } from '../session/list-sessions.ts'
import { endSession } from '../session/session.ts'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import { defineBareOperation, defineOperation, type Operation } from '../shell/operation.ts'
import type { CardGuard } from './card-again.ts'
import { cardAgainErrors, demandCardAgain } from './card-again-calls.ts'

/** Where one is logged in, and the end of that. */
export function listSessionCalls(
  ground: Pick<Ground, 'db' | 'clock'>,
  network: Pick<Network, 'delivery' | 'core'>,
  { cardGuard, idleMinutes }: { cardGuard: Pick<CardGuard, 'check'>; idleMinutes: number },
): readonly Operation[] {
  return [
    defineOperation(
      {
        id: 'listSessions',
        method: 'GET',
        path: '/sessions',
        summary: 'いまログインしている場所を見ます',
        access: 'member',
        answer: { status: 200, schema: 'Sessions' },
      },
      async ({ session }) => {
        const sessions = await listSessions(ground, session, idleMinutes)
        return {
          sessions: sessions.map(({ channel, createdAt, lastSeenAt, isCurrent }) => ({
            channel,
            createdAt: createdAt.toISOString(),
            lastSeenAt: lastSeenAt.toISOString(),
            isCurrent,
          })),
        }
      },
    ),
    defineOperation(
      {
        id: 'closeOtherSessions',
        method: 'POST',
        path: '/sessions/others/end',
        summary: 'ここ以外のログインを、すべて終わらせます',
        access: 'member',
        body: 'CardAgain',
        answer: { status: 200, schema: 'ClosedSessions' },
        errors: cardAgainErrors,
      },
      async ({ session, body }) => {
        await demandCardAgain(cardGuard, session, { act: 'close-others', card: body.card })
        return { closed: await closeOtherSessions(network, session) }
      },
    ),
    defineBareOperation(
      {
        id: 'logOut',
        method: 'DELETE',
        path: '/sessions/current',
        summary: 'ログアウトします',
        access: 'session',
        answer: { status: 204 },
      },
      async ({ c, session }) => {
        await endSession(network, session, 'logged-out')
        return c.body(null, 204)
      },
    ),
  ]
}
