import type { InformationType } from '@madoguchi/facts'
import type { DirectoryView } from '@madoguchi/messages'
import { defineOperation, type Operation } from '../shell/operation.ts'
import { getValue } from '../shell/visit.ts'
import { type AskForInformation, findProvidersOf } from './ask.ts'
import type { AskAgain } from './ask-again.ts'
import type { RequestSources } from './find-request.ts'
import { getRequestOf } from './request-calls.ts'
import { type RequestCheck, readCheckContact } from './request-check.ts'

/** What there is to ask for, asking, and having an agency look again. */
export function listAskCalls({
  reading,
  askForInformation,
  askAgain,
  requestCheck,
}: {
  reading: RequestSources
  askForInformation: AskForInformation
  askAgain: AskAgain
  requestCheck: RequestCheck
}): readonly Operation[] {
  return [
    defineOperation(
      {
        id: 'listInformationTypes',
        method: 'GET',
        path: '/information-types',
        summary: '照会できる情報と、それを持つ機関を見ます',
        access: 'open',
        answer: { status: 200, schema: 'InformationTypes' },
      },
      async () => ({ types: reading.facts.listTypes().map((type) => describeType(reading.directory, type)) }),
    ),
    defineOperation(
      {
        id: 'makeRequest',
        method: 'POST',
        path: '/requests',
        summary: '選んだ情報を、持っている機関に照会します',
        access: 'vault',
        body: 'NewRequest',
        answer: { status: 201, schema: 'RequestMade' },
        errors: ['TYPES_MISSING', 'TYPE_NOT_CONNECTED', 'TOO_MANY', 'REQUESTS_USED_UP', 'REQUEST_WAITS'],
      },
      async ({ session, body }) => getValue(await askForInformation(session, body.types)),
    ),
    defineOperation(
      {
        id: 'askAgain',
        method: 'POST',
        path: '/requests/{request}/asking',
        summary:
          '照会できなかった情報(「not-asked」)と、保存期間が終わった情報(「no-longer-kept」)を、もう一度照会します',
        access: 'vault',
        answer: { status: 200, schema: 'AskedAgain' },
        errors: ['REQUEST_UNKNOWN', 'TOO_MANY', 'REQUESTS_USED_UP', 'REQUEST_WAITS'],
      },
      async (given) => {
        const { request } = await getRequestOf(reading, given)
        return getValue(await askAgain(given.session, request))
      },
    ),
    defineOperation(
      {
        id: 'requestCheck',
        method: 'POST',
        path: '/requests/{request}/checks',
        summary: '回答や「お見せできる情報はありません」について、機関に確認を依頼します。結果は知らされません',
        access: 'vault',
        body: 'NewCheck',
        answer: { status: 200, schema: 'CheckRequested' },
        errors: ['REQUEST_UNKNOWN', 'CHECK_NOT_OFFERED', 'CHECK_NAME', 'CHECK_PHONE', 'TOO_MANY'],
      },
      async (given) => {
        const { request } = await getRequestOf(reading, given)
        const { exchange, ...typed } = given.body
        const contact = getValue(readCheckContact(typed))
        const sent = getValue(await requestCheck(given.session, { request, exchange, contact }))
        return { exchange, requestedAt: sent.requestedAt.toISOString() }
      },
    ),
  ]
}

function describeType(directory: DirectoryView, { id, code, name, plainName, theme, description }: InformationType) {
  const providers = findProvidersOf({ directory }, id).map((provider) => ({
    id: provider,
    name: directory.describeParty(provider).name,
  }))
  return { id, code, name, plainName, theme, description, providers, isConnected: providers.length > 0 }
}
