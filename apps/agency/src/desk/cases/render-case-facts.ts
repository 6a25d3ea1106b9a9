import { japaneseDay } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import { html, renderDateTime, renderDescriptionList, renderStatusChip } from '@madoguchi/ui'
import { isOpenState } from '../../case-states.ts'
import { formOf } from '../../cases/answers.ts'
import { readLegalClock } from '../../cases/days/legal-clock.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import { deskWords } from '../words.ts'
import { type CaseGround, nameProcedure } from './case-ground.ts'
import { renderDue } from './render-due.ts'
import { caseTones } from './tones.ts'

const signatureTones = { good: 'success', broken: 'error', uncheckable: 'warning', none: 'neutral' } as const
type Signature = keyof typeof signatureTones

/** Where a case stands, how its legal clock runs, who has it, and what its signature is worth. */
export function renderCaseFacts(ground: CaseGround, seen: OpenedCase, at: Date): Html {
  const { one: copy, queue, states } = deskWords.cases
  const [first] = seen.filings
  const today = japaneseDay(at)
  const { signedBy, procedure } = formOf(first)
  return renderDescriptionList({
    rows: [
      { term: queue.procedure, value: nameProcedure(ground, seen.procedure) },
      { term: queue.state, value: renderStatusChip({ tone: caseTones[seen.state], label: states[seen.state] }) },
      { term: queue.officer, value: seen.officer?.name ?? queue.nobody },
      ...(isOpenState(seen.state)
        ? [
            { term: queue.due, value: renderDue({ ...seen, today }) },
            { term: copy.clock, value: sayClock(seen, today) },
          ]
        : []),
      { term: queue.filedAt, value: renderDateTime(first.filedAt) },
      { term: queue.takenAt, value: renderDateTime(first.takenAt) },
      { term: copy.signature, value: renderSignature(first.signature) },
      { term: copy.signedBy, value: copy.signedByWords[signedBy === 'card' ? 'card' : 'session'] },
      { term: copy.version, value: html`<code>${procedure.version}</code>` },
    ],
  })
}

export function renderSignature(word: string): Html {
  const { signatures } = deskWords.cases.one
  const known: Signature = Object.hasOwn(signatureTones, word) ? (word as Signature) : 'uncheckable'
  return renderStatusChip({ tone: signatureTones[known], label: signatures[known] })
}

function sayClock({ standardDays, pauses, filings: [first] }: OpenedCase, today: string): string {
  const { one: copy } = deskWords.cases
  const clock = readLegalClock({ takenOn: japaneseDay(first.takenAt), standardDays, pauses, today })
  if (clock.dueOn === undefined) return copy.clockStands(clock.usedDays)
  const says = copy.clockSays(clock.usedDays, standardDays)
  return clock.isProvisional ? `${says} ${copy.clockProvisional}` : says
}
