import type { AppError, Facts } from '@madoguchi/kit'
import { failureSentenceOf, reasonMark } from './command.ja.ts'

/**
 * What a person reads of something thrown, with its code for whoever looks it up: a sentence that speaks Japanese stands as
 * it is; one for developers stands below the sentence of its code, marked as the program's own words, with the facts that it
 * does not name.
 */
export function renderFailure({ code, message, facts }: AppError): string {
  // Names of files and people are in Japanese in any sentence; its full stop is its own.
  if (message.includes('。')) return message.includes(code) ? message : `${message}(${code})`
  return `${failureSentenceOf(code)}(${code})\n${reasonMark}${message}${renderFacts(facts, message)}`
}

function renderFacts(facts: Facts, message: string): string {
  const left = Object.entries(facts).filter(([, value]) => !message.includes(String(value)))
  return left.length === 0 ? '' : ` [${left.map(([name, value]) => `${name}=${value}`).join(' ')}]`
}
