import { findAgency, getInformationType, isInformationTypeId } from '@madoguchi/catalogue'
import type { Page } from '@madoguchi/forms'
import { listFields } from '@madoguchi/forms'
import type { Child } from '@madoguchi/ui'
import { formatDate, html, renderButton, renderCheckboxGroup, renderDisclosure } from '@madoguchi/ui'
import { fillCopy as copy } from '../copy/fill.ja.ts'
import { listAnswerTypes, offerOf } from '../drafts/answer-sources.ts'
import { readFilling } from '../drafts/edit-draft.ts'
import { giveToDraft } from '../drafts/fill-draft.ts'
import { changeDraft } from '../drafts/save-draft.ts'
import { listRequests } from '../inquiries/find-request.ts'
import { openAnswers } from '../inquiries/open-answers.ts'
import { own } from './fill-form.ts'
import { type FillVisit, fillVisit, findMember } from './fill-visit.ts'

const offeredMax = 10

/** The citizen's own answers that could fill in something on this page; nothing where there is none or nobody is logged in. */
export async function renderAnswerFill(fill: FillVisit, page: Page): Promise<Child> {
  const member = findMember(fill)
  const types = page.kind === 'fields' ? listAnswerTypes(listFields(page)) : []
  if (member === undefined || types.length === 0) return ''
  const requests = await listRequests(fill.world, member)
  const fitting = requests
    .flatMap(({ inquiries }) => inquiries)
    .filter(({ canOpen, type }) => canOpen && types.includes(type))
  if (fitting.length === 0) return ''
  const choices = fitting.slice(0, offeredMax).map(({ exchange, type, provider, closedAt, changedAt }) => ({
    value: exchange,
    label: copy.answersOf(
      isInformationTypeId(type) ? getInformationType(type).plainName : type,
      findAgency(provider)?.name ?? provider,
    ),
    support: copy.answersAt(formatDate(closedAt ?? changedAt)),
  }))
  const body = html`<div class="stack"><p>${copy.answersBody}</p>${renderCheckboxGroup({ name: '_answer', id: 'own-answers', label: copy.answersLabel, choices, look: 'tile' })}${renderButton({ label: copy.answersSubmit, kind: 'outline', size: 'medium', name: own.go, value: 'answers', skipsChecks: true })}</div>`
  return renderDisclosure({ summary: copy.answersHeading, body })
}

/** Fills in from the chosen answers. One that does not open, or has nothing, leaves the form as it was. */
export async function fillFromAnswers(
  fill: FillVisit,
  form: URLSearchParams,
): Promise<{ readonly fill: FillVisit; readonly count: number; readonly broken: number }> {
  const member = findMember(fill)
  const exchanges = form.getAll('_answer').slice(0, offeredMax)
  if (member === undefined || exchanges.length === 0) return { fill, count: 0, broken: 0 }
  const opened = await openAnswers(fill.world, member, exchanges)
  const data = opened.flatMap((verdict) => (verdict.ok ? [verdict.value.datum] : []))
  let count = 0
  const changed = await changeDraft(fill.world, fill.draft, (content) => {
    const { filling } = readFilling(content, fill.filling)
    const given = giveToDraft(content, filling, {
      source: { from: 'answer', at: fill.now },
      offer: (field) => data.map((datum) => offerOf(datum, field)).find((offer) => offer !== undefined),
    })
    count = given.filled.length
    return given.content
  })
  return { fill: fillVisit(fill, changed), count, broken: opened.length - data.length }
}
