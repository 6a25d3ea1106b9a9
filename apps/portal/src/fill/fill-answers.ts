import type { InformationType } from '@madoguchi/facts'
import type { Page } from '@madoguchi/forms'
import { listAnswerTypes } from '@madoguchi/forms'
import type { Verdict } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import { html, renderButton, renderCheckboxGroup, renderDisclosure, sayDate } from '@madoguchi/ui'
import type { InquiryView } from '../information/find-request.ts'
import type { AnswerCode, ShownAnswer } from '../information/open-answers.ts'
import type { Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { Reader } from '../shell/words.ts'
import { offerOf } from './answer-sources.ts'
import { readFilling } from './edit-draft.ts'
import { giveToDraft } from './fill-draft.ts'
import { own } from './fill-form-entries.ts'
import { findMember } from './fill-visit.ts'
import type { Fills } from './fills.ts'
import type { OpenDraft } from './open-draft.ts'
import { fillWords } from './words.ts'

const offeredMax = 10

/** What is known of a citizen's own answers. */
export type OwnAnswers = {
  listInquiries(session: OpenSession): Promise<readonly InquiryView[]>
  /** In the order given; each of those that do not open says why. */
  open(session: OpenSession, exchanges: readonly string[]): Promise<readonly Verdict<ShownAnswer, AnswerCode>[]>
  /** The type of that id, where it can be asked for and somebody on this network has such data. */
  findProvided(type: string): InformationType | undefined
}

/**
 * The citizen's own answers that could fill in something on this page, or where to ask for them. Nothing for whoever is
 * not logged in, has the vault closed, or asked already and has nothing that opens.
 */
export async function renderAnswerFill(
  answers: OwnAnswers,
  visit: Visit,
  { fill, page }: { fill: OpenDraft; page: Page },
): Promise<Child> {
  const member = findMember(visit)
  const types = listAnswerTypes(fill.filling, page.id)
  if (member === undefined || types.length === 0) return ''
  const asked = (await answers.listInquiries(member)).filter(({ type }) => types.includes(type))
  const fitting = asked.filter(({ canOpen }) => canOpen)
  const unasked = types.filter((type) => asked.every((one) => one.type !== type))
  const parts = [renderChoices(fitting, visit.frame), renderAsk(answers, unasked, visit.frame)].filter(
    (part) => part !== '',
  )
  if (parts.length === 0) return ''
  return renderDisclosure({
    summary: fillWords(visit.frame).answers.heading,
    body: html`<div class="stack">${parts}</div>`,
  })
}

function renderChoices(fitting: readonly InquiryView[], reader: Reader): Child {
  if (fitting.length === 0) return ''
  const copy = fillWords(reader).answers
  const choices = fitting.slice(0, offeredMax).map(({ exchange, names, agency, closedAt, changedAt }) => ({
    value: exchange,
    label: copy.of(names.plainName, agency.name),
    support: copy.at(sayDate(closedAt ?? changedAt)),
  }))
  return html`<p>${copy.body}</p>${renderCheckboxGroup({ name: '_answer', id: 'own-answers', label: copy.label, choices, look: 'tile' })}${renderButton({ label: copy.submit, kind: 'outline', size: 'medium', name: own.go, value: 'answers', skipsChecks: true })}`
}

/** Where somebody on this network has such data, it can be asked for first; the draft waits. */
function renderAsk({ findProvided }: OwnAnswers, types: readonly string[], reader: Reader): Child {
  const connected = types.flatMap((type) => findProvided(type) ?? [])
  if (connected.length === 0) return ''
  const copy = fillWords(reader).answers
  const query = new URLSearchParams(connected.map(({ id }): [string, string] => ['type', id]))
  const names = connected.map(({ plainName }) => plainName)
  return html`<p>${copy.ask(names)} <a href="/information?${query.toString()}">${copy.askLink}</a></p>`
}

/** Fills in from the chosen answers. One that does not open, or has nothing, leaves the form as it was. */
export async function fillFromAnswers(
  { fills, answers }: { fills: Fills; answers: OwnAnswers },
  visit: Visit,
  { fill, form }: { fill: OpenDraft; form: URLSearchParams },
): Promise<{ readonly fill: OpenDraft; readonly count: number; readonly broken: number }> {
  const member = findMember(visit)
  const exchanges = form.getAll('_answer').slice(0, offeredMax)
  if (member === undefined || exchanges.length === 0) return { fill, count: 0, broken: 0 }
  const opened = await answers.open(member, exchanges)
  const data = opened.flatMap((verdict) =>
    verdict.ok && verdict.value.layout !== undefined ? [verdict.value.datum] : [],
  )
  let count = 0
  const changed = await fills.change(fill, (content) => {
    const { filling, content: adopted } = readFilling(content, fill.filling)
    const given = giveToDraft(adopted, filling, {
      source: { from: 'answer', at: fill.now },
      offer: (field) =>
        data.map((datum) => offerOf(datum, field, fill.filling.today)).find((offer) => offer !== undefined),
    })
    count = given.filled.length
    return given.content
  })
  return { fill: changed, count, broken: opened.length - data.length }
}
