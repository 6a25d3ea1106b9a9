import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Counts } from '../shell/limits/counts.ts'

/** Counts a request, or one that is asked again. Says which of its two limits is reached. */
export async function countRequest(
  counts: Pick<Counts, 'mayPassKept'>,
  account: string,
): Promise<Verdict<undefined, 'TOO_MANY' | 'REQUESTS_USED_UP'>> {
  if (!(await counts.mayPassKept('request-by-account', account))) return no('TOO_MANY')
  return (await counts.mayPassKept('request-by-account-a-day', account)) ? ok() : no('REQUESTS_USED_UP')
}
