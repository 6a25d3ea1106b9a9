import type { FactsReader } from '@madoguchi/facts'
import { describeDatum, parseDatum } from '@madoguchi/facts'
import type { Child, Html } from '@madoguchi/ui'
import { html, renderButton, renderDescriptionList, renderSection, renderSelectField } from '@madoguchi/ui'
import type { CaseQuestion } from '../../cases/ask-for-case.ts'
import type { Askable } from '../../cases/list-askable.ts'
import type { DeskNames } from '../names.ts'
import { deskWords } from '../words.ts'
import type { Seen } from './render-act.ts'
import { renderAct } from './render-act.ts'

type Given = {
  readonly filing: string
  readonly affair: string
  readonly isTied: boolean
  readonly askable: readonly Askable[]
  readonly questions: readonly CaseQuestion[]
  readonly names: DeskNames
  readonly facts: FactsReader
}

/** What may be asked for this affair, and what came of what was asked: the answers land here. */
export function renderNetwork(seen: Seen, given: Given): Html {
  const { network: copy } = deskWords.cases
  const { affair, askable, isTied, questions, names } = given
  const ask = !seen.canWork
    ? ''
    : askable.length === 0
      ? html`<p>${copy.none}</p>`
      : isTied
        ? askable.map((one) => renderAsk(seen, one, names))
        : html`<p>${copy.untied}</p>`
  const lead = askable.length === 0 ? undefined : copy.lead(names.affair(affair))
  const answers = questions.map((question) => renderQuestion(question, given))
  return renderSection({
    id: 'network',
    heading: copy.title,
    ...(lead === undefined ? {} : { lead }),
    body: [ask, answers],
  })
}

/** One press where one agency has it; else a choice before. */
function renderAsk(seen: Seen, { type, providers }: Askable, names: DeskNames): Html {
  const { network: copy } = deskWords.cases
  const [only] = providers
  const where =
    providers.length === 1 && only !== undefined
      ? html`<input type="hidden" name="provider" value="${only}"><p>${copy.provider}: ${names.party(only)}</p>`
      : renderSelectField({
          ...{
            name: 'provider',
            id: `provider-${type}`,
            label: copy.provider,
            requirement: 'required',
            size: 'medium',
          },
          options: providers.map((value) => ({ value, label: names.party(value) })),
        })
  const button = renderButton({ label: copy.ask(names.type(type)), kind: 'outline', size: 'medium' })
  return renderAct(seen, 'ask', html`<input type="hidden" name="type" value="${type}">${where}${button}`)
}

function renderQuestion(question: CaseQuestion, given: Given): Html {
  const { network: copy } = deskWords.cases
  const { names } = given
  const heading = `${names.type(question.type)} (${names.party(question.provider)})`
  const lead = copy.askedBy(question.by, names.moment(question.askedAt))
  return renderSection({ heading, level: 3, lead, body: renderOutcome(question, given) })
}

function renderOutcome({ outcome, isDelayed, datum, provider }: CaseQuestion, { filing, names, facts }: Given): Child {
  const { network: copy } = deskWords.cases
  if (outcome === undefined) {
    const look = html`<a href="/cases/${filing}">${copy.look}</a>`
    return html`<p>${isDelayed ? copy.delayed : copy.waiting}</p><p>${look}</p>`
  }
  const others: Readonly<Record<string, string>> = copy.outcomes
  const read = outcome === 'answered' ? parseDatum(datum, facts) : undefined
  if (read?.ok !== true) return html`<p>${others[outcome] ?? copy.outcomeOther}</p>`
  const said = describeDatum(read.value, facts, names.party(provider))
  return [
    html`<p>${copy.asOf(said.asOfText)}</p>`,
    said.groups.map(({ recordHeading, heading, rows }) => [
      html`<h4>${heading === undefined ? recordHeading : `${recordHeading} ${heading}`}</h4>`,
      renderDescriptionList({ rows: rows.map(({ label, text }) => ({ term: label, value: text })) }),
    ]),
  ]
}
