import { receiptNumberOf } from '@madoguchi/filing'
import type { Child } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButton,
  renderLinkButton,
  renderNotificationBanner,
  renderProgressList,
  renderSection,
} from '@madoguchi/ui'
import type { Reply } from '../fill/draft.ts'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { filingsPath } from './filings.page.ts'
import { canReply, fateOf } from './judge-reply.ts'
import type { ShownFiling } from './read-filings.ts'
import { pathOfFiling } from './reply-paths.ts'
import { applyWords } from './words.ts'

const tones = { waiting: 'waiting', applied: 'success', refused: 'warning', unsent: 'error' } as const

type Answered = { readonly first: ShownFiling; readonly replies: readonly ShownFiling[] }

/** Whether an answer of this kind is on its way: another one waits for what comes of it. */
export function isAwaited({ first, replies }: Answered, what: Reply['what']): boolean {
  return replies.some((one) => one.about?.reply?.what === what && fateOf(first, one) === 'waiting')
}

/** What was sent about a filing afterwards, and what came of each. */
export function renderReplies({ first, replies }: Answered, reader: Reader): Child {
  const copy = applyWords(reader).reply
  const rows = replies.flatMap((one) => {
    const what = one.about?.reply?.what
    if (what === undefined) return []
    const fate = fateOf(first, one)
    return {
      title: copy.names[what],
      href: `${filingsPath}/${one.filing}`,
      status: { tone: tones[fate], label: copy.fates[fate].label },
      agency: copy.number(receiptNumberOf(one.filing)),
      since: copy.sentAt(formatDateTime(one.sent.sentAt)),
      about: copy.fates[fate].next[what],
    }
  })
  return rows.length === 0 ? '' : renderSection({ heading: copy.listHeading, body: renderProgressList({ rows }) })
}

/** The way to what its agency asked to correct; or that nothing can be corrected here, where its answers are not kept. */
export function renderCorrect(
  { first, replies }: Answered,
  { hasAnswers }: { readonly hasAnswers: boolean },
  reader: Reader,
): Child {
  if (!canReply(first, 'correction') || isAwaited({ first, replies }, 'correction')) return ''
  const copy = applyWords(reader).reply.correction
  return hasAnswers
    ? html`<form method="post" action="${pathOfFiling({ about: first.filing })}/correction">${renderButton({ label: copy.begin })}</form>`
    : html`<p>${copy.lost}</p>`
}

/** What can be sent about it now; nothing where it is decided, or taken back. */
export function renderReplyWays(answered: Answered, reader: Reader): Child {
  const copy = applyWords(reader).reply
  const { first } = answered
  const isOpen = (what: Reply['what']) => canReply(first, what) && !isAwaited(answered, what)
  const at = pathOfFiling({ about: first.filing })
  const ways = [
    isOpen('papers')
      ? html`<p>${copy.papersBody}</p><form method="post" action="${at}/papers">${renderButton({ label: copy.papers, kind: 'outline', size: 'medium' })}</form>`
      : '',
    isOpen('withdrawal')
      ? html`<p>${copy.withdrawalBody}</p>${renderLinkButton({ label: copy.withdrawal, href: `${at}/withdrawal`, kind: 'outline', size: 'medium' })}`
      : '',
  ]
  return ways.every((way) => way === '') ? '' : renderSection({ heading: copy.waysHeading, body: ways })
}

/** What happened to what was just pressed: it was sent, or could not be any more. */
export function renderReplyNotice({ url, frame }: Visit): Child {
  const copy = applyWords(frame).reply
  const sent = (['correction', 'papers', 'withdrawal'] as const).find((what) => what === url.searchParams.get('sent'))
  if (sent !== undefined)
    return renderNotificationBanner({
      tone: 'success',
      heading: copy.sentHeading[sent],
      body: html`<p>${copy.sentBody[sent]}</p>`,
    })
  const why = (['late', 'closed'] as const).find((one) => url.searchParams.has(one))
  return why === undefined
    ? ''
    : renderNotificationBanner({ tone: 'warning', heading: copy.lateHeading, body: html`<p>${copy[why]}</p>` })
}
