import { findAgency, getInformationType, informationTypeIds } from '@madoguchi/catalogue'
import { AppError } from '@madoguchi/kit'
import { z } from 'zod'
import { describeState } from '../copy/states.ja.ts'
import { fileTypes, isFileKind, renderAnswerFile } from '../inquiries/answer-file.ts'
import { askForInformation, findProvidersOf } from '../inquiries/ask.ts'
import { findRequest, listRequests, type RequestView } from '../inquiries/find-request.ts'
import { makeAnswerDocument } from '../inquiries/make-document.ts'
import { openAnswers } from '../inquiries/open-answers.ts'
import { deleteRequest, withdrawInquiries } from '../inquiries/take-back.ts'
import type { Session } from '../session/session.ts'
import { getValue } from '../web/visit.ts'
import { type ApiRoutes, type Call, demandMember, readBody } from './api-routes.ts'

const requestBody = z.strictObject({ types: z.array(z.string().max(60)).max(100) })

/** What there is to ask for, asking, and what came of it. */
export function addInformationCalls(routes: ApiRoutes): void {
  routes.add('GET', '/information-types', async ({ c, world }) => c.json({ types: listTypes(world) }))
  routes.add('POST', '/requests', async (call) => {
    const session = await demandMember(call)
    const { types } = await readBody(call, requestBody)
    const request = getValue(await askForInformation(call.world, session, types))
    return call.c.json({ request }, 201)
  })
  routes.add('GET', '/requests', async (call) => {
    const requests = await listRequests(call.world, await demandMember(call))
    return call.c.json({ requests: requests.map(describeRequest) })
  })
  routes.add('GET', '/requests/:request', async (call) => {
    const { view } = await getRequest(call)
    return call.c.json(describeRequest(view))
  })
  routes.add('POST', '/requests/:request/withdrawal', async (call) => {
    const { session, view } = await getRequest(call)
    return call.c.json({ withdrawn: await withdrawInquiries(call.world, session, { request: view.request }) })
  })
  routes.add('DELETE', '/requests/:request', async (call) => {
    const { session, view } = await getRequest(call)
    await deleteRequest(call.world, session, view.request)
    return call.c.body(null, 204)
  })
  routes.add('GET', '/requests/:request/:file{answers\\.(json|csv|pdf|xml)}', replyAnswers)
}

function listTypes(world: Call['world']) {
  return informationTypeIds.map((id) => {
    const { name, plainName, theme, description } = getInformationType(id)
    const providers = findProvidersOf(world, id).map((provider) => ({
      id: provider,
      name: findAgency(provider)?.name ?? provider,
    }))
    return { id, name, plainName, theme, description, providers, isConnected: providers.length > 0 }
  })
}

async function getRequest(call: Call): Promise<{ session: Session; view: RequestView }> {
  const session = await demandMember(call)
  const view = await findRequest(call.world, session, call.c.req.param('request') ?? '')
  if (view === undefined) throw new AppError('REQUEST_UNKNOWN', 'No such request of this account.')
  return { session, view }
}

function describeRequest({ request, createdAt, inquiries }: RequestView) {
  return {
    request,
    createdAt: createdAt.toISOString(),
    items: inquiries.map(({ exchange, type, provider, state, askedAt, changedAt, closedAt, canOpen }) => ({
      exchange,
      type,
      provider,
      state,
      label: describeState(state).label,
      askedAt: askedAt.toISOString(),
      changedAt: changedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      canOpen,
    })),
  }
}

/** All answers of a request: as data, or as one document. Throws ANSWER_NOT_THERE when there is none yet. */
async function replyAnswers(call: Call): Promise<Response> {
  const { c, world } = call
  const { session, view } = await getRequest(call)
  const kind = (c.req.param('file') ?? '').slice('answers.'.length)
  const exchanges = view.inquiries.filter(({ canOpen }) => canOpen).map(({ exchange }) => exchange)
  const answers = (await openAnswers(world, session, exchanges)).map((answer) => getValue(answer))
  const [first, ...more] = answers
  if (first === undefined || !isFileKind(kind)) throw new AppError('ANSWER_NOT_THERE', 'No answer has come yet.')
  if (kind === 'json') {
    const items = answers.map(({ exchange, provider, arrivedAt, datum, described }) => ({
      exchange,
      provider,
      arrivedAt: arrivedAt.toISOString(),
      datum,
      described,
    }))
    return c.json({ request: view.request, answers: items })
  }
  const document = makeAnswerDocument({
    answers: [first, ...more],
    operator: world.config.operator.name,
    holder: session.holder,
    requestedAt: view.createdAt,
    reference: view.request,
  })
  const bytes = await renderAnswerFile(kind, document, world.pdf)
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': fileTypes[kind] })
}
