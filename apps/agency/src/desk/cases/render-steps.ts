import type { Html } from '@madoguchi/ui'
import { renderSection, renderTimeline } from '@madoguchi/ui'
import type { OpenedCase } from '../../cases/read-case.ts'
import type { StepWord } from '../cases-words.ja.ts'
import type { DeskNames } from '../names.ts'
import { sayDay } from '../protection/find-person.ts'
import { deskWords } from '../words.ts'

type Step = OpenedCase['steps'][number]

/** これまでの経過, oldest first. */
export function renderSteps({ steps, filings: [first] }: OpenedCase, names: DeskNames): Html {
  const { one: copy } = deskWords.cases
  const came = { tone: 'neutral', title: copy.eventsFirst, facts: [names.moment(first.takenAt)], lines: [] } as const
  return renderSection({
    ...{ id: 'steps', heading: copy.events },
    body: renderTimeline({ steps: [came, ...steps.toReversed().map((step) => describeStep(step, names))] }),
  })
}

/** 「補正を求めました」 */
export function sayStep({ what }: Pick<Step, 'what'>): string {
  const { steps } = deskWords.cases
  return Object.hasOwn(steps, what) ? steps[what as StepWord] : what
}

function describeStep(step: Step, names: DeskNames) {
  const { one: copy } = deskWords.cases
  const { at, by, isTold } = step
  const when = by === undefined ? names.moment(at) : `${names.moment(at)} ${by}`
  return {
    ...{ tone: 'neutral' as const, title: sayStep(step) },
    facts: isTold ? [when, copy.toldToCitizen] : [when],
    lines: listLines(step.content),
  }
}

/** What was written with a step: a text, whom it was given to, which fields, what was decided and why. */
function listLines(content: Step['content']): readonly string[] {
  const { one: copy, correction } = deskWords.cases
  const text = (name: string) => (typeof content[name] === 'string' ? String(content[name]) : undefined)
  const until = text('until')
  const fields = Array.isArray(content.fields) ? (content.fields as readonly { label?: string; words: string }[]) : []
  return [
    text('text'),
    text('reason'),
    text('to'),
    text('proposedBy') === undefined ? undefined : copy.proposedBy(text('proposedBy') ?? ''),
    text('person') === undefined ? undefined : copy.person(text('person') ?? ''),
    ...fields.map(({ label, words }) => `${label ?? ''}: ${words}`),
    until === undefined ? undefined : `${correction.until}: ${sayDay(until)}`,
  ].flatMap((line) => (line === undefined || line === '' ? [] : line.split('\n')))
}
