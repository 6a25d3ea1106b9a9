import type { OldLimits } from '../testing/old-limit.fixture.ts'

/** Counted for all together. */
export const oldLimits: OldLimits = {
  'files-by-account': {
    file: 'apps/portal/src/apply/files.page.ts',
    now: "limits.mayPass('files-by-account', session.account)",
    before: "limits.mayPass('files-by-account', session.account && 'all')",
  },
  'filings-by-account-a-day': {
    file: 'apps/portal/src/apply/send.page.ts',
    now: "limits.mayPassKept('filings-by-account-a-day', applying.session.account)",
    before: "limits.mayPassKept('filings-by-account-a-day', applying.session.account && 'all')",
  },
}
