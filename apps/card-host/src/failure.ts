import { cardErrors } from '@madoguchi/card'
import { chainCodes } from '@madoguchi/card/protocol'
import { AppError, type Facts } from '@madoguchi/kit'

type Failure = { readonly code: string; readonly facts: Facts }

/** PC/SC's words for a service that is not there, or went away meanwhile. */
const serviceIsGone: readonly unknown[] = ['NoService', 'ServiceStopped', 'CommError', 'InternalError', 'InvalidHandle']

/** Gives whatever went wrong a code of the protocol: no failure of the chain is called by another's name. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof AppError)) return { code: 'HOST_FAILED', facts: {} }
  return nameFailure(error.code, error.facts)
}

export function nameFailure(code: string, facts: Facts): Failure {
  if (code === 'CARD_READER_FAILED' && isServiceGone(facts)) return { code: 'PCSC_MISSING', facts }
  if (Object.hasOwn(cardErrors, code) || Object.hasOwn(chainCodes, code)) return { code, facts }
  return { code: 'HOST_FAILED', facts: { reason: code } }
}

/** Without libpcsclite the binding cannot even be loaded. */
function isServiceGone({ step, reason }: Facts): boolean {
  return step === 'load' || serviceIsGone.includes(reason)
}
