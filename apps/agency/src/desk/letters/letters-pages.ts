import type { PartyView } from '@madoguchi/messages'
import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDescriptionList,
  renderErrorSummary,
  renderLinkButton,
  renderSection,
  renderSelectField,
  renderStatusChip,
  renderTable,
  renderTextArea,
  renderTextField,
} from '@madoguchi/ui'
import { letterLimits } from '../../letters/letter-order.ts'
import { listLetters, noteLetter, readLetter, writeLetter } from '../../letters/letters.ts'
import { renderLetter } from '../../letters/render-letter.ts'
import type { LetterKind, LetterState } from '../../officer-words.ts'
import { letterFailures, letterKinds } from '../../officer-words.ts'
import { noteLine, transactWithLine } from '../audit.ts'
import {
  addDeskForm,
  addDeskPage,
  type DeskFrame,
  type DeskPage,
  demandRole,
  demandThere,
  leadBack,
  type OfficerVisit,
  renderDone,
} from '../frame.ts'
import { isKnownPerson } from '../protection/find-person.ts'
import { renderMoment } from '../render-moment.ts'
import { hasRole, listAffairs, ownAffairs } from '../roles.ts'
import { deskWords } from '../words.ts'

type Kept = {
  readonly letter: string
  readonly personRef: string
  readonly kind: LetterKind
  readonly state: LetterState
}

const tones = { waiting: 'waiting', printed: 'info', sent: 'success', failed: 'warning' } as const

/** 手紙: what people are told on paper, and nowhere else. */
export function addLettersPages(desk: DeskFrame, findSelf: () => PartyView): void {
  const { clock, db, random } = desk.ground
  const { letters: copy } = deskWords

  async function getLetter(visit: OfficerVisit, roles: readonly ('look' | 'handle')[]): Promise<Kept> {
    const row = await db.kysely
      .selectFrom('letters')
      .select(['letter', 'person_ref', 'kind', 'state'])
      .where('letter', '=', visit.c.req.param('letter') ?? '')
      .executeTakeFirst()
    const { letter, person_ref: personRef, kind, state } = demandThere(row)
    demandRole(visit, affairOf(kind), roles)
    return { letter, personRef, kind, state }
  }
  /** Notes what became of it; the line of the act is in the same transaction. */
  async function note(visit: OfficerVisit, kept: Kept, noted: { state: 'printed' | 'sent' | 'failed'; why?: string }) {
    const { letter, kind, personRef } = kept
    const about = { affair: affairOf(kind), what: `letter-${noted.state}`, personRef, subject: letter } as const
    return transactWithLine(
      db,
      (within) => noteLetter({ db: within, at: clock.now() }, { letter, by: visit.by.name, ...noted }),
      (tx) => noteLine(tx, clock.now(), visit.by, { ...about, reason: noted.why }),
    )
  }
  /** Whom a letter of this kind is about: a person, or for what was released whoever had asked. */
  async function getSubject(visit: OfficerVisit) {
    const kind = demandThere(letterKinds.find((one) => one === visit.c.req.param('kind')))
    demandRole(visit, affairOf(kind), ['handle'])
    const about = visit.c.req.param('about') ?? ''
    const path = `/letters/write/${kind}/${encodeURIComponent(about)}`
    if (kind !== 'released') {
      demandThere((await isKnownPerson(db.kysely, about)) || undefined)
      return { kind, path, personRef: about }
    }
    const row = await db.kysely
      .selectFrom('provisions')
      .select(['person_ref', 'affair'])
      .where('exchange_id', '=', about)
      .where('affair', '=', ownAffairs.self)
      .executeTakeFirst()
    return { kind, path, personRef: demandThere(row?.person_ref ?? undefined) }
  }

  addDeskPage(desk, '/letters', async (visit) => {
    const affairs = listAffairs(visit.by, ['look', 'handle'])
    demandThere(affairs.find((one) => one === ownAffairs.protection || one === ownAffairs.self))
    const letters = (await listLetters(db.kysely)).filter(({ kind }) => affairs.includes(affairOf(kind)))
    return describeList(letters)
  })
  addDeskPage(desk, '/letters/write/:kind/:about', async (visit) => describeWriting(visit, await getSubject(visit)))
  addDeskForm(desk, '/letters/write/:kind/:about', async (visit, typed) => {
    const { kind, path, personRef } = await getSubject(visit)
    const address = (typed.get('address') ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const order = { personRef, kind, name: (typed.get('name') ?? '').trim(), address, by: visit.by.name }
    const made = await transactWithLine(
      db,
      (within) => writeLetter({ db: within, at: clock.now(), random }, order),
      (tx) => noteLine(tx, clock.now(), visit.by, { affair: affairOf(kind), what: 'letter-written', personRef }),
    )
    if (!made.ok) return leadBack(desk, visit, { path, typed, problem: made.code })
    return visit.c.redirect(`/letters/${made.value.letter}?done=written`, 303)
  })
  addDeskPage(desk, '/letters/:letter', async (visit) => {
    const kept = await getLetter(visit, ['look', 'handle'])
    const text = await readLetter({ db, agency: findSelf() }, { letter: kept.letter })
    return describeOne(visit, kept, text.ok ? { name: text.value.name, address: text.value.address } : undefined)
  })
  // The answer is the paper itself, once more at each press.
  addDeskForm(desk, '/letters/:letter/print', async (visit) => {
    const kept = await getLetter(visit, ['handle'])
    const text = await readLetter({ db, agency: findSelf() }, { letter: kept.letter })
    if (!text.ok) return visit.c.redirect(`/letters/${kept.letter}?done=state`, 303)
    if (kept.kind !== 'released' && text.value.until === null)
      return visit.c.redirect(`/letters/${kept.letter}?done=over`, 303)
    const pdf = await renderLetter(text.value, clock.now())
    const noted = await note(visit, kept, { state: 'printed' })
    if (!noted.ok) return visit.c.redirect(`/letters/${kept.letter}?done=state`, 303)
    return visit.c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${kept.letter}.pdf"`,
    })
  })
  addDeskForm(desk, '/letters/:letter/sent', async (visit) => {
    const kept = await getLetter(visit, ['handle'])
    const noted = await note(visit, kept, { state: 'sent' })
    return visit.c.redirect(`/letters/${kept.letter}?done=${noted.ok ? 'sent' : 'state'}`, 303)
  })
  addDeskForm(desk, '/letters/:letter/failed', async (visit, typed) => {
    const kept = await getLetter(visit, ['handle'])
    const noted = await note(visit, kept, { state: 'failed', why: typed.get('why') ?? '' })
    if (noted.ok || noted.code !== 'LETTER_WHY')
      return visit.c.redirect(`/letters/${kept.letter}?done=${noted.ok ? 'failed' : 'state'}`, 303)
    return leadBack(desk, visit, { path: `/letters/${kept.letter}`, typed, problem: 'LETTER_WHY' })
  })

  function describeList(letters: Awaited<ReturnType<typeof listLetters>>): DeskPage {
    const table = renderTable({
      ...{ id: 'letters', caption: copy.title, hidesCaption: true, density: 'dense' },
      columns: [
        { label: copy.kind, isRowHeader: true },
        { label: deskWords.person.reference },
        { label: copy.state },
        { label: copy.changedAt },
        { label: copy.by },
      ],
      rows: letters.map(({ letter, kind, personRef, state, changedAt, by }) => [
        html`<a href="/letters/${letter}">${deskWords.letterKinds[kind]}</a>`,
        html`<code>${personRef}</code>`,
        renderStatusChip({ tone: tones[state], label: deskWords.letterStates[state] }),
        renderMoment(new Date(changedAt)),
        by,
      ]),
    })
    return {
      title: copy.title,
      main: [html`<p>${copy.lead}</p>`, letters.length === 0 ? html`<p>${copy.none}</p>` : table],
      looks: letters.map(({ letter, kind, personRef }) => ({
        ...{ affair: affairOf(kind), what: 'letters-listed', personRef, subject: letter },
      })),
    }
  }
}

function affairOf(kind: LetterKind): string {
  return kind === 'released' ? ownAffairs.self : ownAffairs.protection
}

function describeWriting(visit: OfficerVisit, { kind, path }: { kind: LetterKind; path: string }): DeskPage {
  const { letters: copy } = deskWords
  const problems: Readonly<Record<string, { readonly field?: 'name' | 'address'; readonly text: string }>> =
    copy.problems
  const trouble = problems[visit.left?.problem ?? '']
  const errorOf = (field: 'name' | 'address') => (trouble?.field === field ? { error: trouble.text } : {})
  const typed = (name: string) => visit.left?.typed.get(name) ?? ''
  return {
    title: deskWords.letterKinds[kind],
    main: [
      html`<p>${copy.writeLead}</p>`,
      html`<form class="stack" method="post" action="${path}" novalidate>
${renderTextField({ name: 'name', label: copy.name, requirement: 'required', value: typed('name'), width: 'medium', size: 'medium', autocomplete: 'off', lengthMax: letterLimits.nameChars, ...errorOf('name') })}
${renderTextArea({ name: 'address', label: copy.address, requirement: 'required', support: copy.addressSupport(letterLimits.addressLines), value: typed('address'), rows: letterLimits.addressLines, ...errorOf('address') })}
${renderButton({ label: copy.write, size: 'medium' })}
</form>`,
    ],
    notice: trouble === undefined ? '' : renderErrorSummary({ errors: [trouble] }),
    trail: [{ label: copy.title, href: '/letters' }],
    looks: [],
  }
}

function describeOne(
  visit: OfficerVisit,
  kept: Kept,
  to: { readonly name: string; readonly address: readonly string[] } | undefined,
): DeskPage {
  const { letters: copy } = deskWords
  const { letter, kind, personRef, state } = kept
  const affair = affairOf(kind)
  const facts = renderDescriptionList({
    rows: [
      { term: copy.number, value: html`<code>${letter}</code>` },
      { term: copy.kind, value: deskWords.letterKinds[kind] },
      { term: deskWords.person.reference, value: html`<code>${personRef}</code>` },
      { term: copy.state, value: renderStatusChip({ tone: tones[state], label: deskWords.letterStates[state] }) },
      ...(to === undefined
        ? []
        : [
            { term: copy.name, value: to.name },
            { term: copy.address, value: to.address.map((line) => html`<div>${line}</div>`) },
          ]),
    ],
  })
  const trouble = visit.left?.problem === undefined ? undefined : copy.whyMissing
  const acts = hasRole(visit.by, affair, 'handle') ? renderActs(kept, to !== undefined, trouble) : ''
  return {
    title: copy.oneTitle,
    main: [facts, acts],
    notice:
      trouble === undefined
        ? renderDone(visit, copy.done)
        : renderErrorSummary({ errors: [{ field: 'why', text: trouble }] }),
    trail: [{ label: copy.title, href: '/letters' }],
    looks: [{ affair, what: 'letter-seen', personRef, subject: letter }],
  }
}

function renderActs({ letter, state }: Kept, isPrintable: boolean, trouble: string | undefined): readonly Html[] {
  const { letters: copy } = deskWords
  const post = (act: string, button: Html) =>
    html`<form method="post" action="/letters/${letter}/${act}">${button}</form>`
  const print = post('print', renderButton({ label: copy.print, size: 'medium' }))
  const sent = post('sent', renderButton({ label: copy.sent, kind: 'outline', size: 'medium' }))
  const options = letterFailures.map((value) => ({ value, label: deskWords.letterFailures[value] }))
  const failed = html`<form class="stack" method="post" action="/letters/${letter}/failed" novalidate>
${renderSelectField({ name: 'why', label: copy.why, requirement: 'required', options, size: 'medium', ...(trouble === undefined ? {} : { error: trouble }) })}
${renderButton({ label: copy.failed, kind: 'outline', size: 'medium' })}
</form>`
  return [
    renderButtonGroup([...(isPrintable ? [print] : []), ...(state === 'printed' ? [sent] : [])]),
    ...(state === 'failed' ? [] : [renderSection({ heading: copy.failedTitle, body: failed })]),
    html`<p>${renderLinkButton({ label: copy.back, href: '/letters', kind: 'text', size: 'medium' })}</p>`,
  ]
}
