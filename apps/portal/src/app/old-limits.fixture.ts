import type { LimitName } from '../shell/limits/table.ts'
import { aWall, type OldLimit, type OldLimits } from '../testing/old-limit.fixture.ts'

/** Counted for all together, who sit behind one address. */
function makeCommon(row: LimitName, call = 'async mayPassKept'): OldLimit {
  return {
    file: 'apps/portal/src/shell/limits/counts.ts',
    now: `${call}(rule, who) {`,
    before: `${call}(rule, one) { const who = rule === '${row}' ? 'an address' : one`,
  }
}

const byAccount: OldLimit = {
  file: 'apps/portal/src/log-in/join-vault.ts',
  now: 'return limits.mayPassKept(rule, base64url.encode(hash))',
  before: "return limits.mayPassKept(rule, base64url.encode(hash) && 'the account')",
}
const partyPlaces = 'packages/delivery/src/party-places.ts'

/** Of rows that `limits.test.ts` beside it tests; those that a journey tests itself stand in its own `old-limits.fixture.ts`. */
export const oldLimits: OldLimits = {
  'log-in-try-by-client': {
    file: 'apps/portal/src/log-in/log-in-tries.ts',
    now: 'if (!isWithin && !(await isChallengeOpen(ground, login)))',
    before: 'if (!isWithin)',
  },
  'log-in-by-card': {
    file: 'apps/portal/src/log-in/show-cards.ts',
    now: 'if (!challenge.ok) return challenge',
    before: `if (!challenge.ok) return challenge
    for (const shownOne of findFingerprint(shown)) {
      counts.set(shownOne, (counts.get(shownOne) ?? 0) + 1)
      if ((counts.get(shownOne) ?? 0) > most) return no('TOO_MANY')
    }`,
  },
  'old-card-by-session': byAccount,
  'recovery-by-session': byAccount,
  'mail-by-account': makeCommon('mail-by-account'),
  'mail-by-address': { file: 'apps/portal/src/account/confirmation.ts', now: '|| isWithin', before: '&& isWithin' },
  'mail-by-account-to-address': makeCommon('mail-by-account-to-address'),
  'request-by-account': makeCommon('request-by-account'),
  'request-by-account-a-day': makeCommon('request-by-account-a-day'),
  'check-by-account': makeCommon('check-by-account'),
  'history-by-account': makeCommon('history-by-account', 'mayPass'),
  'draft-save': {
    file: 'apps/portal/src/fill/fills.ts',
    now: '    const found = await findDraft(store, askerOf(visit), readDraftId(visit))',
    before: `    if (visit.c.req.method === 'POST' && !limits.mayPass('draft-save', readDraftId(visit)))
      throw new AppError('TOO_MANY', 'Counted before it is known whose draft it is.')
    const found = await findDraft(store, askerOf(visit), readDraftId(visit))`,
  },
  'held-pages-of-draft': {
    file: 'apps/portal/src/fill/hold-page.ts',
    now: 'if (rows.length === 1) await keepNewest(db, draft)',
    before: '',
  },
  'drafts-by-owner': {
    file: 'apps/portal/src/fill/draft-rows.ts',
    now: 'account === null ? sql`browser_hash',
    before: 'account === null ? sql`browser_hash is not null or browser_hash',
  },
  'drafts-of-strangers': {
    file: 'apps/portal/src/fill/draft-rows.ts',
    now: 'order by revision > 1 desc, updated_at desc',
    before: 'order by updated_at desc',
  },
  'prints-of-strangers': aWall,
  'prints-of-citizens': {
    file: 'apps/portal/src/shell/limits/prints.ts',
    now: '{ group: account, one:',
    before: "{ group: account && 'all', one:",
  },
  'windows-by-account': {
    file: 'packages/delivery/src/turnstile.ts',
    now: 'enter(name) {',
    before: "enter(one) { const name = one && 'all'",
  },
  'demo-card-tries': { file: 'apps/portal/src/log-in/demo-cards.ts', now: 'await cards.unlock(name)', before: '' },
  'connections-of-strangers': {
    file: 'packages/delivery/src/serve-direct-tls.ts',
    now: 'server.maxHeadersCount = 32',
    before: 'server.maxHeadersCount = 32; server.maxConnections = shares.strangers / 2',
  },
  'connections-of-parties': { file: partyPlaces, now: ': alwaysOfKey))', before: ': 0 * alwaysOfKey))' },
  'connections-of-key': {
    file: partyPlaces,
    now: '(takenInAll < max ?',
    before: "(takenInAll >= deliveryLimits['connections-of-key'].most ? 0 : takenInAll < max ?",
  },
  'messages-of-sender': {
    file: 'packages/delivery/src/fair-queue.ts',
    now: '(lanes.get(sender)?.length ?? 0) + count <= sizeMax - size',
    before: 'sender !== undefined && size + count <= sizeMax',
  },
  'messages-to-recipient': {
    file: 'packages/delivery/src/room.ts',
    now: 'own >= max) return true',
    before: 'total >= max) return true',
  },
  'messages-in-all': {
    file: 'packages/delivery/src/room.ts',
    now: ' && own >= max * quietPart',
    before: '',
  },
}
