import type { Log } from '@madoguchi/kit'
import type { LogFacts, Log as ServerLog } from './log.ts'

/** The program's log as the web server wants it: with facts that stand on each line of a request. */
export function makeServerLog(log: Log, inherited: LogFacts = {}): ServerLog {
  return {
    debug: () => {},
    info: (event, facts) => log.info(event, { ...inherited, ...facts }),
    warn: (event, facts) => log.warn(event, { ...inherited, ...facts }),
    error: (event, facts) => log.error(event, { ...inherited, ...facts }),
    failure: (event, error, facts) => log.failure(event, error, { ...inherited, ...facts }),
    child: (facts) => makeServerLog(log, { ...inherited, ...facts }),
    refusedCount: () => 0,
  }
}
