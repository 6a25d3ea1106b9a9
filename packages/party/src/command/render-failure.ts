import type { AppError, Facts } from '@madoguchi/kit'
import { detailMark, failureSentenceOf, isReasonBelow, reasonMark } from './command.ja.ts'

/**
 * What a person reads of something thrown, with its code for whoever looks it up: a sentence that speaks Japanese stands as
 * it is. Of one for developers the names that stand in it follow the sentence of its code, with the facts that it does not
 * name; it stands there whole, as the program's own words, only where that sentence leaves the reason to it.
 */
export function renderFailure({ code, message, facts }: AppError): string {
  // Names of files and people are in Japanese in any sentence; its full stop is its own.
  if (message.includes('。')) return message.includes(code) ? message : `${message}(${code})`
  const sentence = failureSentenceOf(code)
  const first = `${sentence}(${code})`
  const told = listFacts(facts, message)
  if (isReasonBelow(sentence))
    return `${first}\n${reasonMark}${message}${told.length === 0 ? '' : ` [${told.join(' ')}]`}`
  const details = [...listNames(message), ...told]
  return details.length === 0 ? first : `${first}\n${detailMark}${details.join('、')}`
}

/** Paths, addresses, settings, options, numbers and what stands in quotation marks. */
const names = /“[^”]+”|"[^"]+"|\S*\/\S+|--[a-z][a-z-]+|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\b[A-Z]{5,}\b|\b\d+\b/g

function listNames(message: string): string[] {
  return [...new Set([...message.matchAll(names)].map(([name]) => name.replace(/[.,:;)]+$/, '')))]
}

function listFacts(facts: Facts, message: string): string[] {
  const left = Object.entries(facts).filter(([, value]) => !message.includes(String(value)))
  return left.map(([name, value]) => `${name}=${value}`)
}
