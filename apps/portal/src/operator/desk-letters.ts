import { AppError } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDateTime,
  renderDescriptionList,
  renderLinkButton,
  renderNotificationBanner,
  renderTable,
} from '@madoguchi/ui'
import type { Ground } from '../shell/ground.ts'
import type { Reader } from '../shell/words.ts'
import {
  type DeadLetter,
  discardDeadLetter,
  findDeadLetter,
  type LetterDesk,
  listDeadLetters,
  replayDeadLetter,
} from './dead-letters.ts'
import {
  addDeskForm,
  addDeskPage,
  type Desk,
  type DeskVisit,
  type NameParty,
  renderCode,
  renderDone,
  replyDesk,
} from './desk.ts'
import { operatorWords } from './words.ts'

const acts = ['replay', 'discard'] as const
type Act = (typeof acts)[number]

/** 届かなかった通信, with replay and discard. */
export function addDeskLetters(desk: Desk, of: LetterDesk, nameParty: NameParty): void {
  async function confirm(visit: DeskVisit, act: Act, status = 200): Promise<Response> {
    const letter = await getLetter(visit, of)
    return replyConfirm(visit, { letter, act, at: of.clock.now(), status }, nameParty)
  }
  async function decide(visit: DeskVisit, act: Act): Promise<Response> {
    const { c, by } = visit
    const order = { id: c.req.param('id') ?? '', by }
    const done = act === 'replay' ? await replayDeadLetter(of, order) : await discardDeadLetter(of, order)
    if (done.ok) return c.redirect(`/dead-letters?done=${act}`, 303)
    if (done.code === 'DEAD_LETTER_LATE') return confirm(visit, act, 409)
    // It went meanwhile: its page says so.
    return c.redirect(`/dead-letters/${encodeURIComponent(order.id)}/${act}`, 303)
  }
  addDeskPage(desk, '/dead-letters', async (visit) =>
    replyDeadLetters(visit, { letters: await listDeadLetters(of), at: of.clock.now() }, nameParty),
  )
  for (const act of acts) {
    addDeskPage(desk, `/dead-letters/:id/${act}`, (visit) => confirm(visit, act))
    addDeskForm(desk, `/dead-letters/:id/${act}`, (visit) => decide(visit, act))
  }
}

function replyDeadLetters(
  visit: DeskVisit,
  { letters, at }: { letters: readonly DeadLetter[]; at: Date },
  nameParty: NameParty,
): Response {
  const copy = operatorWords(visit.reader).desk
  const list =
    letters.length === 0
      ? html`<p>${copy.deadNone}</p>`
      : renderTable({
          id: 'dead-letters',
          caption: copy.deadLetters,
          hidesCaption: true,
          density: 'dense',
          columns: [
            { label: copy.message, isRowHeader: true },
            { label: copy.recipient },
            { label: copy.code },
            { label: copy.died },
            { label: copy.age },
            { label: copy.act },
          ],
          rows: letters.map((letter) => [
            renderCode(letter.name),
            nameParty(letter.recipient),
            renderCode(letter.code),
            renderDateTime(letter.diedAt),
            formatAge(visit.reader, at.getTime() - letter.diedAt.getTime()),
            renderActs(visit.reader, letter, at),
          ]),
        })
  const notice = renderDone(visit, { replay: copy.replayed, discard: copy.discarded })
  return replyDesk(visit, { title: copy.deadLetters, notice, main: [html`<p>${copy.deadLead}</p>`, list] })
}

function renderActs(reader: Reader, { id, name, notAfter }: DeadLetter, at: Date): Html {
  const copy = operatorWords(reader).desk
  const link = (act: 'replay' | 'discard') =>
    html`<a href="/dead-letters/${id}/${act}">${copy[act]}<span class="only-heard">(${name} ${id})</span></a>`
  return notAfter <= at ? link('discard') : html`${link('replay')} ${link('discard')}`
}

async function getLetter({ c }: DeskVisit, ground: Pick<Ground, 'db'>): Promise<DeadLetter> {
  const letter = await findDeadLetter(ground, c.req.param('id') ?? '')
  if (letter === undefined) throw new AppError('PAGE_NOT_FOUND', 'No such dead letter.')
  return letter
}

/** Says what will happen, and has one button. */
function replyConfirm(
  visit: DeskVisit,
  { letter, act, at, status }: { letter: DeadLetter; act: Act; at: Date; status: number },
  nameParty: NameParty,
): Response {
  const copy = operatorWords(visit.reader).desk
  const isLate = act === 'replay' && letter.notAfter <= at
  const facts = renderDescriptionList({
    rows: [
      { term: copy.message, value: html`${renderCode(letter.name)} ${renderCode(letter.id)}` },
      { term: copy.recipient, value: nameParty(letter.recipient) },
      { term: copy.reference, value: renderCode(letter.reference) || copy.none },
      { term: copy.code, value: renderCode(letter.code) },
      { term: copy.died, value: renderDateTime(letter.diedAt) },
      { term: copy.notAfter, value: renderDateTime(letter.notAfter) },
    ],
  })
  const back = renderLinkButton({ label: copy.back, href: '/dead-letters', kind: 'outline', size: 'medium' })
  const button = renderButton({ label: copy[act], size: 'medium', isDangerous: act === 'discard' })
  const main = isLate
    ? [renderNotificationBanner({ tone: 'warning', heading: copy.replayLate }), facts, back]
    : [
        html`<p>${act === 'replay' ? copy.replayBody : copy.discardBody}</p>`,
        facts,
        html`<form method="post" action="/dead-letters/${letter.id}/${act}">${renderButtonGroup([button, back])}</form>`,
      ]
  return replyDesk(visit, { title: act === 'replay' ? copy.replayTitle : copy.discardTitle, main, status })
}

/** 「3日」「5時間」「12分」 */
function formatAge(reader: Reader, ms: number): string {
  const { minutes: sayMinutes, hours, days } = operatorWords(reader).desk.ages
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 60) return sayMinutes(minutes)
  return minutes < 48 * 60 ? hours(Math.floor(minutes / 60)) : days(Math.floor(minutes / 1440))
}
