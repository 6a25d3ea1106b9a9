import { caseWords } from './case-words.ja.ts'
import { casesWords } from './cases-words.ja.ts'
import { ja } from './words.ja.ts'

/** What the desk says: its officers read Japanese. */
export const deskWords = { ...ja, ...caseWords, cases: casesWords, audit: { ...ja.audit, reasons: nameReasons() } }

/** Our own words that stand as a reason, as people read them. */
function nameReasons(): Readonly<Record<string, string>> {
  const ofRoles = Object.entries(ja.roles).map(([role, { name }]) => [role, name])
  return {
    ...Object.fromEntries(ofRoles),
    ...caseWords.protectionReasons,
    ...caseWords.letterFailures,
    ...caseWords.held.reasons,
    '-': ja.officers.noRoles,
  }
}
