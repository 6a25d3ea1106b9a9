import type { Visit } from './visit.ts'
import { cookieNames } from './visit.ts'

/**
 * The names under which this browser has drafts, each once: one as a rule, and as many as windows of a new browser began at the same
 * moment, each with a cookie of its own. One from before they had names of their own is among them.
 */
export function readDraftTokens({ c, cookies }: Pick<Visit, 'c' | 'cookies'>): readonly string[] {
  const before = cookies.readCookie(c, cookieNames.drafts)
  const named = cookies.readFamily(c, cookieNames.drafts)
  return [...new Set(before === undefined ? named : [before, ...named])]
}
