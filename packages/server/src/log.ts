import { AppError } from '@madoguchi/kit'
import type { DestinationStream } from 'pino'
import { pino } from 'pino'
import { keepFacts, refused } from './log-facts.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** `EVENT_CODE`: a word in capitals that stands in the source, never a sentence and never something from outside. */
type EventCode = Uppercase<string>

/**
 * A log that cannot hold a person. One JSON line an event: level, time, program, event, facts.
 * Values that are not numbers, booleans, ids of ours or enum words become `[refused]`.
 */
export type Log = {
  debug(event: EventCode, facts?: LogFacts): void
  info(event: EventCode, facts?: LogFacts): void
  warn(event: EventCode, facts?: LogFacts): void
  error(event: EventCode, facts?: LogFacts): void
  /** An error by its code, its facts and the places it went through. Its message stays out: it may quote a person. */
  failure(event: EventCode, error: unknown, facts?: LogFacts): void
  /** The same log with facts that stand on each of its lines. */
  child(facts: LogFacts): Log
  /** How many values were refused since the start: more than none is a mistake of ours to look for. */
  refusedCount(): number
}

export type LogFacts = Readonly<Record<string, string | number | boolean>>

const eventPattern = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/
const framePattern =
  /^ {4}at (?:(?:async |new )?[\w.$<>#[\] ]{1,120} \()?((?:node:|file:\/\/\/|\/)[\w./@-]{1,300}:\d+:\d+)\)?$/
const framesMax = 8
const causesMax = 3

export function makeLog(options: {
  level: LogLevel
  /** The program: `portal`. */
  name: string
  /** Where the lines go. Default: standard output. */
  destination?: { write(line: string): void } | undefined
}): Log {
  const { level, name } = options
  const settings = {
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const sink =
    options.destination === undefined ? pino(settings) : pino(settings, options.destination as DestinationStream)
  let count = 0

  function makeChild(inherited: LogFacts): Log {
    function write(
      at: 'debug' | 'info' | 'warn' | 'error',
      event: EventCode,
      facts: LogFacts,
      frames?: readonly string[],
    ): void {
      const { kept, refusedCount } = keepFacts({ ...inherited, ...facts })
      const isEvent = eventPattern.test(event) && event.length <= 64
      count += refusedCount + (isEvent ? 0 : 1)
      sink[at]({ event: isEvent ? event : refused, facts: kept, ...(frames === undefined ? {} : { frames }) })
    }
    return {
      debug: (event, facts = {}) => write('debug', event, facts),
      info: (event, facts = {}) => write('info', event, facts),
      warn: (event, facts = {}) => write('warn', event, facts),
      error: (event, facts = {}) => write('error', event, facts),
      failure: (event, error, facts = {}) => write('error', event, { ...factsOf(error), ...facts }, framesOf(error)),
      child: (facts) => makeChild({ ...inherited, ...facts }),
      refusedCount: () => count,
    }
  }
  return makeChild({})
}

function factsOf(error: unknown): LogFacts {
  if (error instanceof AppError) return { ...error.facts, code: error.code }
  return { code: 'INTERNAL' }
}

/** File, line and column of each step, for the error and its causes; nothing else of the stack is kept. */
function framesOf(error: unknown): readonly string[] {
  const frames: string[] = []
  let current = error
  for (let depth = 0; depth < causesMax && current instanceof Error; depth++) {
    const stack = typeof current.stack === 'string' ? current.stack : ''
    const own = stack.startsWith(`${current.name}: ${current.message}`)
      ? stack.slice(current.name.length + 2 + current.message.length)
      : ''
    const steps = own.split('\n').flatMap((line) => framePattern.exec(line)?.[1] ?? [])
    frames.push(...steps.slice(0, framesMax))
    current = current.cause
  }
  return frames
}
