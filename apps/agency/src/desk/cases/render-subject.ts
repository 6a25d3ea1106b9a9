import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderDescriptionList,
  renderSection,
  renderStatusChip,
  renderTable,
  renderTextField,
} from '@madoguchi/ui'
import type { Candidate, ComparedMember, SaidParty } from '../../cases/find-candidates.ts'
import { comparedMembers } from '../../cases/find-candidates.ts'
import { type PersonSeen, sayDay } from '../protection/find-person.ts'
import { deskWords } from '../words.ts'
import type { Seen } from './render-act.ts'
import { renderAct } from './render-act.ts'

const referenceCharsMax = 200

/** Whom the case is about: who was chosen, or who in the register may be meant and what of them fits. */
export function renderSubject(
  seen: Seen,
  given: {
    readonly tied: PersonSeen | undefined
    readonly said: SaidParty
    readonly candidates: readonly Candidate[]
  },
): Html {
  const { subject: copy } = deskWords.cases
  const { tied } = given
  if (tied === undefined) return renderSection({ id: 'subject', heading: copy.title, body: renderChoice(seen, given) })
  const untie = seen.canWork
    ? renderAct(seen, 'untie', renderButton({ label: copy.untie, kind: 'outline', size: 'medium' }))
    : ''
  return renderSection({ id: 'subject', heading: copy.tied, body: [tied.html, untie] })
}

function renderChoice(seen: Seen, { said, candidates }: { said: SaidParty; candidates: readonly Candidate[] }): Child {
  const { subject: copy } = deskWords.cases
  const form = renderDescriptionList({
    rows: comparedMembers.map((member) => ({ term: copy[member], value: sayMember(member, said[member]) })),
  })
  const table = renderTable({
    ...{ id: 'candidates', caption: copy.title, hidesCaption: true, density: 'dense' },
    columns: [
      { label: copy.reference, isRowHeader: true },
      ...comparedMembers.map((member) => ({ label: copy[member] })),
      { label: copy.choose },
    ],
    rows: candidates.map(({ entry, fits, isProtected }): Child[] => [
      [
        html`<code>${entry.personRef}</code>`,
        isProtected ? [' ', renderStatusChip({ tone: 'warning', label: copy.protected })] : '',
      ],
      ...comparedMembers.map((member) => {
        // Whether it fits is told of a protected address, and where it is not.
        const isHidden = isProtected && member === 'address'
        return renderCompared(isHidden ? copy.addressHidden : sayMember(member, entry[member]), fits[member])
      }),
      seen.canWork ? renderTie(seen, entry.personRef) : '',
    ]),
  })
  const byReference = seen.canWork
    ? renderAct(seen, 'tie', [
        renderTextField({
          ...{ name: 'person', label: copy.reference, requirement: 'unsaid', width: 'medium', size: 'medium' },
          ...{ autocomplete: 'off', lengthMax: referenceCharsMax },
        }),
        renderButton({ label: copy.byReference, kind: 'outline', size: 'medium' }),
      ])
    : ''
  return [
    html`<p>${copy.lead}</p>`,
    html`<h3>${copy.form}</h3>`,
    form,
    candidates.length === 0 ? html`<p>${copy.none}</p>` : table,
    byReference,
  ]
}

function renderTie(seen: Seen, person: string): Html {
  const button = renderButton({
    ...{ label: deskWords.cases.subject.choose, size: 'small', kind: 'outline', context: `(${person})` },
    ...{ name: 'person', value: person },
  })
  return renderAct(seen, 'tie', button)
}

function renderCompared(text: string, fits: 'fits' | 'differs' | 'unsaid'): Html {
  const { subject: copy } = deskWords.cases
  const tone = { fits: 'success', differs: 'warning', unsaid: 'neutral' } as const
  return html`${text} ${renderStatusChip({ tone: tone[fits], label: copy[fits] })}`
}

function sayMember(member: ComparedMember, value: string | undefined): string {
  if (value === undefined) return deskWords.cases.subject.unsaid
  return member === 'birthDate' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? sayDay(value) : value
}
