import { isCalendarDate } from '@madoguchi/kit'
import { html, renderButton, renderErrorSummary, renderTable, renderTextField } from '@madoguchi/ui'
import type { Register } from '../../connector.ts'
import { addDeskForm, addDeskPage, type DeskFrame, type DeskPage, demandRole, leadBack } from '../frame.ts'
import { ownAffairs } from '../roles.ts'
import { deskWords } from '../words.ts'
import { findPeople, sayDay } from './find-person.ts'

const affair = ownAffairs.protection
const path = '/protections/find'
const textCharsMax = 200

/** Finding somebody in the agency's own register. What is typed stands in no address: it is a form, and left for the page with the results. */
export function addPeoplePages(desk: DeskFrame, register: Register | undefined): void {
  const { person: copy } = deskWords
  const where = { db: desk.ground.db.kysely, register }

  addDeskPage(desk, path, async (visit): Promise<DeskPage> => {
    demandRole(visit, affair, ['handle'])
    const { left } = visit
    const wanted = readWanted(left?.typed)
    const isAsked = left !== undefined && left.problem === undefined
    const found = isAsked ? await findPeople(where, wanted) : []
    const results = !isAsked
      ? ''
      : found.length === 0
        ? html`<p>${copy.foundNone}</p>`
        : renderTable({
            ...{ id: 'found', caption: copy.found, density: 'dense' },
            columns: [
              { label: copy.reference, isRowHeader: true },
              { label: copy.name },
              { label: copy.birthDate },
              { label: copy.address },
            ],
            rows: found.map(({ personRef, name, kana, birthDate, address }) => [
              html`<a href="/protections/person/${encodeURIComponent(personRef)}">${personRef}</a>`,
              name === undefined ? '' : `${name}(${kana})`,
              birthDate === undefined ? '' : sayDay(birthDate),
              address ?? '',
            ]),
          })
    const error = left?.problem === undefined ? undefined : copy.birthDateWrong
    return {
      title: copy.findTitle,
      main: [
        html`<p>${register === undefined ? copy.findLeadReference : copy.findLead}</p>`,
        html`<form class="stack" method="post" action="${path}" novalidate>
${renderTextField({ name: 'reference', label: copy.reference, requirement: 'optional', value: wanted.reference, width: 'medium', size: 'medium', autocomplete: 'off', lengthMax: textCharsMax })}
${
  register === undefined
    ? ''
    : [
        renderTextField({
          name: 'name',
          label: copy.nameOrKana,
          requirement: 'optional',
          value: wanted.name,
          width: 'medium',
          size: 'medium',
          autocomplete: 'off',
          lengthMax: textCharsMax,
        }),
        renderTextField({
          name: 'birthDate',
          label: copy.birthDate,
          requirement: 'optional',
          kind: 'date',
          value: wanted.birthDate,
          width: 'medium',
          size: 'medium',
          autocomplete: 'off',
          ...(error === undefined ? {} : { error }),
        }),
      ]
}
${renderButton({ label: copy.find, size: 'medium' })}
</form>`,
        results,
      ],
      notice: error === undefined ? '' : renderErrorSummary({ errors: [{ field: 'birthDate', text: error }] }),
      trail: [{ label: deskWords.protections.title, href: '/protections' }],
      looks: isAsked
        ? [
            { affair, what: 'people-searched' },
            ...found.map(({ personRef }) => ({ affair, what: 'people-searched' as const, personRef })),
          ]
        : [],
    }
  })
  addDeskForm(desk, path, async (visit, typed) => {
    demandRole(visit, affair, ['handle'])
    const { birthDate } = readWanted(typed)
    const isDay = birthDate === '' || (/^\d{4}-\d{2}-\d{2}$/.test(birthDate) && isCalendarDate(birthDate))
    return leadBack(desk, visit, { path, typed, problem: isDay ? undefined : 'BIRTH_DATE' })
  })
}

function readWanted(typed: URLSearchParams | undefined) {
  const read = (name: string) => (typed?.get(name) ?? '').normalize('NFC').trim().slice(0, textCharsMax)
  return { reference: read('reference'), name: read('name'), birthDate: read('birthDate') }
}
