import type { z } from 'zod'
import type { PartyKind } from '../define-message.ts'
import { acquireCode } from './acquire-code.ts'
import { acquisitionRefused } from './acquisition-refused.ts'
import { answer } from './answer.ts'
import { answersRetired } from './answers-retired.ts'
import { ask } from './ask.ts'
import { askRecord } from './ask-record.ts'
import { assignCode } from './assign-code.ts'
import { caseEvent } from './case-event.ts'
import { caseTold } from './case-told.ts'
import { checkRequested } from './check-requested.ts'
import { closed } from './closed.ts'
import { codeAssigned } from './code-assigned.ts'
import { datum } from './datum.ts'
import { delayed } from './delayed.ts'
import { endMandate } from './end-mandate.ts'
import { file } from './file.ts'
import { filed } from './filed.ts'
import { filing } from './filing.ts'
import { filingNoted } from './filing-noted.ts'
import { hideRecord } from './hide-record.ts'
import { listRecords } from './list-records.ts'
import { mandateGranted } from './mandate-granted.ts'
import { offers } from './offers.ts'
import { permit } from './permit.ts'
import { presentCard } from './present-card.ts'
import { provide } from './provide.ts'
import { records } from './records.ts'
import { requestCheck } from './request-check.ts'
import { retireAnswers } from './retire-answers.ts'
import { sayRecord } from './say-record.ts'
import { whom } from './whom.ts'
import { withdraw } from './withdraw.ts'

/** Every message of the network. Message name = schema file = handler file. */
export const messages = {
  'acquire-code': acquireCode,
  'acquisition-refused': acquisitionRefused,
  answer,
  'answers-retired': answersRetired,
  ask,
  'ask-record': askRecord,
  'assign-code': assignCode,
  'case-event': caseEvent,
  'case-told': caseTold,
  'check-requested': checkRequested,
  closed,
  'code-assigned': codeAssigned,
  datum,
  delayed,
  'end-mandate': endMandate,
  file,
  filed,
  filing,
  'filing-noted': filingNoted,
  'hide-record': hideRecord,
  'list-records': listRecords,
  'mandate-granted': mandateGranted,
  offers,
  permit,
  'present-card': presentCard,
  provide,
  records,
  'request-check': requestCheck,
  'retire-answers': retireAnswers,
  'say-record': sayRecord,
  whom,
  withdraw,
} as const

export type MessageName = keyof typeof messages
export type MessageBody<Name extends MessageName> = z.infer<(typeof messages)[Name]['body']>
/** The names of what may be sent to a kind of party by itself, not inside of another. */
export type MessageTo<Kind extends PartyKind> = {
  [Name in MessageName]: (typeof messages)[Name] extends { readonly isEnclosed?: infer Enclosed extends boolean }
    ? true extends Enclosed
      ? never
      : Kind extends (typeof messages)[Name]['to'][number]
        ? Name
        : never
    : never
}[MessageName]

export function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(messages, name)
}
