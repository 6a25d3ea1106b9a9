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
  renderSection,
  renderStatusChip,
  renderTable,
} from '@madoguchi/ui'
import { listActions } from './actions.ts'
import {
  type DeadLetter,
  discardDeadLetter,
  findDeadLetter,
  listDeadLetters,
  replayDeadLetter,
} from './dead-letters.ts'
import { addDeskPage, type Desk, type DeskVisit, renderCode, renderDone, replyDesk } from './desk.ts'
import { deskCopy as copy, operatorActCopy } from './operator-desk.words.ja.ts'
import { countAll, type Health, listHealth, listQueues } from './overview.ts'

/** 状況, 届かなかった通信 with replay and discard, and what was done here. */
export function addDeskPages(desk: Desk): void {
  addDeskPage(desk, 'GET', '/', replyOverview)
  addDeskPage(desk, 'GET', '/dead-letters', replyDeadLetters)
  for (const act of ['replay', 'discard'] as const) {
    addDeskPage(desk, 'GET', `/dead-letters/:id/${act}`, async (visit) => replyConfirm(visit, act))
    addDeskPage(desk, 'POST', `/dead-letters/:id/${act}`, async (visit) => doAct(visit, act))
  }
  addDeskPage(desk, 'GET', '/actions', replyActions)
}

async function replyOverview(visit: DeskVisit): Promise<Response> {
  const { world } = visit
  const [counts, queues, health] = await Promise.all([countAll(world), listQueues(world), listHealth(world)])
  const numbers = renderTable({
    id: 'counts',
    caption: copy.counts,
    hidesCaption: true,
    density: 'dense',
    columns: [
      { label: copy.item, isRowHeader: true },
      { label: copy.count, isNumeric: true },
    ],
    rows: [
      [copy.accounts, counts.accounts],
      [copy.sessions, counts.sessions],
      [copy.openInquiries, counts.openInquiries],
      [copy.delayedInquiries, counts.delayedInquiries],
      [html`<a href="/dead-letters">${copy.deadCount}</a>`, counts.deadLetters],
      [copy.mailsWaiting, counts.mailsWaiting],
      [copy.mailsGivenUp, counts.mailsGivenUp],
    ],
  })
  const waiting =
    queues.length === 0
      ? html`<p>${copy.queuesNone}</p>`
      : renderTable({
          id: 'queues',
          caption: copy.queues,
          hidesCaption: true,
          density: 'dense',
          columns: [
            { label: copy.recipient, isRowHeader: true },
            { label: copy.count, isNumeric: true },
            { label: copy.oldest },
            { label: copy.attempts, isNumeric: true },
            { label: copy.next },
          ],
          rows: queues.map(({ recipient, count, oldestAt, attemptsMost, nextAt }) => [
            nameOf(visit, recipient),
            count,
            renderDateTime(oldestAt),
            attemptsMost,
            renderDateTime(nextAt),
          ]),
        })
  const parties = renderTable({
    id: 'health',
    caption: copy.health,
    hidesCaption: true,
    density: 'dense',
    columns: [
      { label: copy.party, isRowHeader: true },
      { label: copy.state },
      { label: copy.success },
      { label: copy.failure },
      { label: copy.waiting, isNumeric: true },
      { label: copy.how },
    ],
    rows: health.map((one) => [
      nameOf(visit, one.party),
      renderState(one),
      one.successAt === undefined ? copy.none : renderDateTime(one.successAt),
      one.failureAt === undefined ? copy.none : renderDateTime(one.failureAt),
      one.waiting,
      one.isDirect ? copy.direct : copy.throughCore,
    ]),
  })
  const main = [
    renderProxyTrouble(world),
    renderSection({ heading: copy.health, body: parties }),
    renderSection({ heading: copy.queues, body: waiting }),
    renderSection({ heading: copy.counts, body: numbers }),
  ]
  return replyDesk(visit, { title: copy.overview, main })
}

/** Limits by address are worth nothing then, and hit everybody alike. */
function renderProxyTrouble({ config, proxies }: DeskVisit['world']): Html | '' {
  const trouble = proxies.find()
  if (trouble === undefined) return ''
  const { heading, body } = copy.proxies[trouble]
  return renderNotificationBanner({ tone: 'error', heading, body: html`<p>${body(config.proxyHops ?? 0)}</p>` })
}

function renderState({ successAt, failureAt }: Health): Html {
  if (successAt === undefined && failureAt === undefined)
    return renderStatusChip({ tone: 'neutral', label: copy.stateUnknown })
  const isGood = failureAt === undefined || (successAt !== undefined && successAt >= failureAt)
  return isGood
    ? renderStatusChip({ tone: 'success', label: copy.stateGood })
    : renderStatusChip({ tone: 'error', label: copy.stateBad })
}

async function replyDeadLetters(visit: DeskVisit): Promise<Response> {
  const letters = await listDeadLetters(visit.world)
  const at = visit.world.deps.clock.now()
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
            nameOf(visit, letter.recipient),
            renderCode(letter.code),
            renderDateTime(letter.diedAt),
            formatAge(at.getTime() - letter.diedAt.getTime()),
            renderActs(letter, at),
          ]),
        })
  const notice = renderDone(visit, { replay: copy.replayed, discard: copy.discarded })
  return replyDesk(visit, { title: copy.deadLetters, notice, main: [html`<p>${copy.deadLead}</p>`, list] })
}

function renderActs({ id, name, notAfter }: DeadLetter, at: Date): Html {
  const link = (act: 'replay' | 'discard') =>
    html`<a href="/dead-letters/${id}/${act}">${copy[act]}<span class="only-heard">(${name} ${id})</span></a>`
  return notAfter <= at ? link('discard') : html`${link('replay')} ${link('discard')}`
}

async function getLetter({ c, world }: DeskVisit): Promise<DeadLetter> {
  const letter = await findDeadLetter(world, c.req.param('id') ?? '')
  if (letter === undefined) throw new AppError('PAGE_NOT_FOUND', 'No such dead letter.')
  return letter
}

/** Says what will happen, and has one button. */
async function replyConfirm(visit: DeskVisit, act: 'replay' | 'discard', status = 200): Promise<Response> {
  const letter = await getLetter(visit)
  const isLate = act === 'replay' && letter.notAfter <= visit.world.deps.clock.now()
  const facts = renderDescriptionList({
    rows: [
      { term: copy.message, value: html`${renderCode(letter.name)} ${renderCode(letter.id)}` },
      { term: copy.recipient, value: nameOf(visit, letter.recipient) },
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

async function doAct(visit: DeskVisit, act: 'replay' | 'discard'): Promise<Response> {
  const { c, by, world } = visit
  const order = { id: c.req.param('id') ?? '', by }
  const done = act === 'replay' ? await replayDeadLetter(world, order) : await discardDeadLetter(world, order)
  if (done.ok) return c.redirect(`/dead-letters?done=${act}`, 303)
  if (done.code === 'DEAD_LETTER_LATE') return replyConfirm(visit, act, 409)
  throw new AppError('PAGE_NOT_FOUND', 'No such dead letter any more.')
}

async function replyActions(visit: DeskVisit): Promise<Response> {
  const actions = await listActions(visit.world)
  const list =
    actions.length === 0
      ? html`<p>${copy.actionsNone}</p>`
      : renderTable({
          id: 'actions',
          caption: copy.actions,
          hidesCaption: true,
          density: 'dense',
          columns: [
            { label: copy.at, isRowHeader: true },
            { label: copy.by },
            { label: copy.what },
            { label: copy.reference },
            { label: copy.code },
          ],
          rows: actions.map(({ at, by, what, reference, code }) => [
            renderDateTime(at),
            by,
            operatorActCopy[what],
            renderCode(reference),
            renderCode(code),
          ]),
        })
  return replyDesk(visit, { title: copy.actions, main: [html`<p>${copy.actionsLead}</p>`, list] })
}

function nameOf({ world }: Pick<DeskVisit, 'world'>, party: string): Html {
  const { name } = world.deps.directory.describeParty(party)
  return name === party ? html`<code>${party}</code>` : html`${name} <code>${party}</code>`
}

/** 「3日」「5時間」「12分」 */
function formatAge(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 60) return `${minutes}分`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)}時間` : `${Math.floor(minutes / 1440)}日`
}
