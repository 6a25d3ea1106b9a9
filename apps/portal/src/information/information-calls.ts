import { getInformationType, informationTypeIds } from '@madoguchi/facts'
import { AppError } from '@madoguchi/kit'
import { noteSeen } from '../session/activity.ts'
import { defineBareOperation, defineOperation, type Given, type Operation } from '../shell/operation.ts'
import { getValue } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { type FileKind, fileTypes, renderAnswerFile } from './answer-file.ts'
import { askForInformation, findProvidersOf } from './ask.ts'
import { askAgain } from './ask-again.ts'
import { explainEnding } from './explain-ending.ts'
import { findRequest, type InquiryView, listRequests, type RequestView } from './find-request.ts'
import { makeAnswerDocument } from './make-document.ts'
import { type OpenedAnswer, openRequestAnswers } from './open-answers.ts'
import { parseCheckContact, requestCheck } from './request-check.ts'
import { describeState } from './states.words.ja.ts'
import { deleteRequest, withdrawInquiries } from './take-back.ts'
import { versionOf, waitForChange } from './wait-for-change.ts'

/** What there is to ask for, asking, and what came of it. */
export const informationOperations: readonly Operation[] = [
  defineOperation({
    id: 'listInformationTypes',
    method: 'GET',
    path: '/information-types',
    summary: '照会できる情報と、それを持つ機関を見ます',
    access: 'open',
    answer: { status: 200, schema: 'InformationTypes' },
    run: async ({ world }) => ({ types: informationTypeIds.map((id) => describeType(world, id)) }),
  }),
  defineOperation({
    id: 'makeRequest',
    method: 'POST',
    path: '/requests',
    summary: '選んだ情報を、持っている機関に照会します',
    access: 'vault',
    body: 'NewRequest',
    answer: { status: 201, schema: 'RequestMade' },
    errors: ['TYPES_MISSING', 'TYPE_NOT_CONNECTED', 'TOO_MANY', 'REQUESTS_USED_UP', 'REQUEST_WAITS'],
    run: async ({ world, session, body }) => getValue(await askForInformation(world, session, body.types)),
  }),
  defineOperation({
    id: 'listRequests',
    method: 'GET',
    path: '/requests',
    summary: 'これまでの照会の状況を見ます',
    access: 'vault',
    answer: { status: 200, schema: 'Requests' },
    run: async ({ world, session }) => ({ requests: (await listRequests(world, session)).map(describeRequest) }),
  }),
  defineOperation({
    id: 'getRequest',
    method: 'GET',
    path: '/requests/{request}',
    summary: '1つの照会の状況を見ます',
    query: { seen: '前に受け取った「version」。それから何か変わるまで、20秒まで待ってから返します' },
    access: 'vault',
    answer: { status: 200, schema: 'Request' },
    errors: ['REQUEST_UNKNOWN', 'TOO_MANY'],
    async run(given) {
      const { c, world, session } = given
      const seen = c.req.query('seen')
      if (seen === undefined) return describeRequest(await getRequest(given))
      const request = c.req.param('request') ?? ''
      return describeRequest(demandRequest(await waitForChange(world, session, { request, seen })))
    },
  }),
  defineOperation({
    id: 'askAgain',
    method: 'POST',
    path: '/requests/{request}/asking',
    summary: '照会できなかった情報(「not-asked」)と、保存期間が終わった情報(「no-longer-kept」)を、もう一度照会します',
    access: 'vault',
    answer: { status: 200, schema: 'AskedAgain' },
    errors: ['REQUEST_UNKNOWN', 'TOO_MANY', 'REQUESTS_USED_UP', 'REQUEST_WAITS'],
    async run(given) {
      const { request } = await getRequest(given)
      return getValue(await askAgain(given.world, given.session, request))
    },
  }),
  defineOperation({
    id: 'requestCheck',
    method: 'POST',
    path: '/requests/{request}/checks',
    summary: '回答や「お見せできる情報はありません」について、機関に確認を依頼します。結果は知らされません',
    access: 'vault',
    body: 'NewCheck',
    answer: { status: 200, schema: 'CheckRequested' },
    errors: ['REQUEST_UNKNOWN', 'CHECK_NOT_OFFERED', 'CHECK_NAME', 'CHECK_PHONE', 'TOO_MANY'],
    async run(given) {
      const { request } = await getRequest(given)
      const { exchange, ...typed } = given.body
      const contact = getValue(parseCheckContact(typed))
      const sent = getValue(await requestCheck(given.world, given.session, { request, exchange, contact }))
      return { exchange, requestedAt: sent.requestedAt.toISOString() }
    },
  }),
  defineOperation({
    id: 'withdrawRequest',
    method: 'POST',
    path: '/requests/{request}/withdrawal',
    summary: 'まだ回答の来ていない照会を取り消します',
    access: 'vault',
    answer: { status: 200, schema: 'Withdrawn' },
    errors: ['REQUEST_UNKNOWN'],
    async run(given) {
      const { request } = await getRequest(given)
      return { withdrawn: await withdrawInquiries(given.world, given.session, { request }) }
    },
  }),
  defineBareOperation({
    id: 'deleteRequest',
    method: 'DELETE',
    path: '/requests/{request}',
    summary: '照会と回答を削除します',
    access: 'vault',
    answer: { status: 204 },
    errors: ['REQUEST_UNKNOWN'],
    async run(given) {
      const { request } = await getRequest(given)
      await deleteRequest(given.world, given.session, request)
      return given.c.body(null, 204)
    },
  }),
  defineOperation({
    id: 'getAnswers',
    method: 'GET',
    path: '/requests/{request}/answers.json',
    summary: '届いた回答を、データとして受け取ります',
    query: {
      exchanges:
        '「items」の「exchange」を「,」で区切って並べると、その回答だけを返します。1つでも届いていないと、ANSWER_NOT_THERE になります',
    },
    access: 'vault',
    answer: { status: 200, schema: 'Answers' },
    errors: ['REQUEST_UNKNOWN', 'ANSWER_NOT_THERE', 'ANSWER_BROKEN'],
    async run(given) {
      const { request, answers } = await openAll(given, 'json', given.c.req.query('exchanges')?.split(','))
      return {
        request,
        answers: answers.map(({ exchange, provider, arrivedAt, datum, described }) => ({
          exchange,
          provider,
          arrivedAt: arrivedAt.toISOString(),
          datum,
          described,
        })),
      }
    },
  }),
  ...(['csv', 'xml', 'pdf'] as const).map((kind) =>
    defineBareOperation({
      id: `getAnswersAs${kind[0]?.toUpperCase()}${kind.slice(1)}`,
      method: 'GET',
      path: `/requests/{request}/answers.${kind}`,
      summary: `届いた回答を、1つの${kind.toUpperCase()}として受け取ります`,
      access: 'vault',
      answer: { status: 200, file: fileTypes[kind] },
      errors: ['REQUEST_UNKNOWN', 'ANSWER_NOT_THERE', 'ANSWER_BROKEN'],
      run: (given) => replyFile(given, kind),
    }),
  ),
]

function describeType(world: World, id: (typeof informationTypeIds)[number]) {
  const { name, plainName, theme, description } = getInformationType(id)
  const providers = findProvidersOf(world, id).map((provider) => ({
    id: provider,
    name: world.deps.directory.describeParty(provider).name,
  }))
  return { id, name, plainName, theme, description, providers, isConnected: providers.length > 0 }
}

type Member = Pick<Given, 'c' | 'world'> & { readonly session: OpenSession }

async function getRequest({ c, world, session }: Member): Promise<RequestView> {
  return demandRequest(await findRequest(world, session, c.req.param('request') ?? ''))
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
  const { exchange, type, provider, state, askedAt, changedAt, closedAt, canOpen } = inquiry
  const { reasons, agency, contact } = explainEnding(inquiry)
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
    provider,
    providerName: inquiry.agency.name,
    state,
    label: describeState(state).label,
    askedAt: askedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    canOpen,
    canRequestCheck: inquiry.canRequestCheck,
    checkRequestedAt: inquiry.checkRequestedAt?.toISOString() ?? null,
    ending: state === 'nothing-to-show' ? ending : null,
  }
}

/** All answers of a request that this card opens, or those named. Throws ANSWER_NOT_THERE where one is not there, or none. */
async function openAll(given: Member, kind: FileKind, exchanges?: readonly string[]) {
  const { c, world, session } = given
  const request = c.req.param('request') ?? ''
  const found = await openRequestAnswers(world, session, { request, exchanges })
  // Nothing of that name: the request says which it is that is not there.
  if (found === undefined) await getRequest(given)
  const opened = (found?.answers ?? []).map((answer) => getValue(answer))
  const [first, ...more] = opened
  const areAllThere = exchanges === undefined || opened.length === new Set(exchanges).size
  if (found === undefined || first === undefined || !areAllThere)
    throw new AppError('ANSWER_NOT_THERE', 'No answer has come yet.')
  await noteSeen(world, session, { event: 'answers-saved', kind, count: opened.length })
  const answers: [OpenedAnswer, ...OpenedAnswer[]] = [first, ...more]
  return { request, requestedAt: found.createdAt, answers }
}

/** All answers in one document. */
async function replyFile(given: Member, kind: FileKind): Promise<Response> {
  const { c, world, session } = given
  const { request, requestedAt, answers } = await openAll(given, kind)
  const document = makeAnswerDocument({
    answers,
    operator: world.config.operator.name,
    holder: session.holder,
    requestedAt,
    reference: request,
  })
  const bytes = await renderAnswerFile(kind, document, world.prints.forCitizen(session.account))
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': fileTypes[kind] })
}
