import type { Log } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'

/** What says of a message that whoever takes it in threw (`logDelivery`): it comes again, and a test sees nothing of it. */
const handlerFailed = 'MESSAGE_HANDLER_FAILED'
/** An enclosure whose signer our directory does not name yet is thrown, so that its message comes again (`openEnclosure`). */
const foreseen = ['MESSAGE_SENDER_UNKNOWN', 'DIRECTORY_EXPIRED']
const isForeseen = (error: unknown) => error instanceof AppError && foreseen.includes(error.code)

export type FailureBook = ReturnType<typeof openFailureBook>

/** Notes the handlers that failed, of every party whose log it watches. */
export function openFailureBook() {
  const failures: { readonly name: string; readonly error: unknown }[] = []

  return {
    watch: (log: Log): Log => ({
      ...log,
      failure(event, error, facts) {
        if (event === handlerFailed && !isForeseen(error)) failures.push({ name: String(facts?.name), error })
        log.failure(event, error, facts)
      },
    }),
    /** Throws those that nobody was told of yet, with what they threw. A test that wants one to fail expects just this. */
    throwAny(): void {
      const [first, ...others] = failures.splice(0)
      if (first === undefined) return
      const names = [first, ...others].map(({ name }) => name).join(', ')
      throw new Error(`a handler failed: ${names}`, { cause: first.error })
    },
  }
}
