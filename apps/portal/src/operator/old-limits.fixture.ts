import type { OldLimits } from '../testing/old-limit.fixture.ts'

export const oldLimits: OldLimits = {
  'wrong-operator-word': {
    file: 'apps/portal/src/operator/operator-app.ts',
    now: 'if (!sessions.isToken((',
    before: `if (!limits.mayPass('wrong-operator-word', 'all'))
      return replyLogIn(desk, c, { field: 'token', text: copy.tooMany })
    if (!sessions.isToken((`,
  },
}
