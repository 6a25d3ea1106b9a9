import { AppError } from '@madoguchi/kit'
import { defineBareOperation, defineOperation, type Given, type Operation } from '../shell/operation.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { anyReader } from '../shell/words.ts'
import { describeState } from './describe-state.ts'
import { explainEnding } from './explain-ending.ts'
import { findRequest, type InquiryView, listRequests, type RequestSources, type RequestView } from './find-request.ts'
import type { TakeBack } from './take-back.ts'
import { versionOf, type WaitForChange } from './wait-for-change.ts'

/** What came of what was asked, and taking it back. */
export function listRequestCalls({
  reading,
  waitForChange,
  takeBack,
}: {
  reading: RequestSources
  waitForChange: WaitForChange
  takeBack: TakeBack
}): readonly Operation[] {
  return [
    defineOperation(
      {
        id: 'listRequests',
        method: 'GET',
        path: '/requests',
        summary: 'これまでの照会の状況を見ます',
        access: 'vault',
        answer: { status: 200, schema: 'Requests' },
      },
      async ({ session }) => ({ requests: (await listRequests(reading, session)).map(describeRequest) }),
    ),
    defineOperation(
      {
        id: 'getRequest',
        method: 'GET',
        path: '/requests/{request}',
        summary: '1つの照会の状況を見ます',
        query: { seen: '前に受け取った「version」。それから何か変わるまで、20秒まで待ってから返します' },
        access: 'vault',
        answer: { status: 200, schema: 'Request' },
        errors: ['REQUEST_UNKNOWN', 'TOO_MANY'],
      },
      async (given) => {
        const { c, session } = given
        const seen = c.req.query('seen')
        if (seen === undefined) return describeRequest(await getRequestOf(reading, given))
        const request = c.req.param('request') ?? ''
        return describeRequest(demandRequest(await waitForChange(session, { request, seen })))
      },
    ),
    defineOperation(
      {
        id: 'withdrawRequest',
        method: 'POST',
        path: '/requests/{request}/withdrawal',
        summary: 'まだ回答の来ていない照会を取り消します',
        access: 'vault',
        answer: { status: 200, schema: 'Withdrawn' },
        errors: ['REQUEST_UNKNOWN'],
      },
      async (given) => {
        const { request } = await getRequestOf(reading, given)
        return { withdrawn: await takeBack.withdrawInquiries(given.session, { request }) }
      },
    ),
    defineBareOperation(
      {
        id: 'deleteRequest',
        method: 'DELETE',
        path: '/requests/{request}',
        summary: '照会と回答を削除します',
        access: 'vault',
        answer: { status: 204 },
        errors: ['REQUEST_UNKNOWN'],
      },
      async (given) => {
        const { request } = await getRequestOf(reading, given)
        await takeBack.deleteRequest(given.session, request)
        return given.c.body(null, 204)
      },
    ),
  ]
}

/** The request that the path of a call names. Throws REQUEST_UNKNOWN. */
export async function getRequestOf(
  reading: RequestSources,
  { c, session }: Pick<Given, 'c'> & { session: OpenSession },
): Promise<RequestView> {
  return demandRequest(await findRequest(reading, session, c.req.param('request') ?? ''))
}

function demandRequest(view: RequestView | undefined): RequestView {
  if (view === undefined) throw new AppError('REQUEST_UNKNOWN', 'No such request of this account.')
  return view
}

function describeRequest(view: RequestView) {
  const { request, createdAt, inquiries } = view
  return {
    request,
    version: versionOf(view),
    createdAt: createdAt.toISOString(),
    items: inquiries.map(describeItem),
  }
}

function describeItem(inquiry: InquiryView) {
  const { exchange, type, names, provider, state, askedAt, changedAt, closedAt, canOpen } = inquiry
  const { reasons, agency, contact } = explainEnding(anyReader, inquiry)
  const ending = {
    reasons,
    agency,
    section: contact?.section ?? null,
    phone: contact?.phone ?? null,
    hours: contact?.hours ?? null,
  }
  return {
    exchange,
    type,
    typeName: names.name,
    provider,
    providerName: inquiry.agency.name,
    state,
    label: describeState(anyReader, state).label,
    askedAt: askedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    canOpen,
    canRequestCheck: inquiry.canRequestCheck,
    checkRequestedAt: inquiry.checkRequestedAt?.toISOString() ?? null,
    ending: state === 'nothing-to-show' ? ending : null,
  }
}
