import type { Child, Html } from '@madoguchi/ui'
import { html, renderButton, renderDisclosure } from '@madoguchi/ui'
import type { Visit } from '../shell/visit.ts'
import { renderEnd } from './fill-ends.ts'
import { findMember } from './fill-visit.ts'
import { type OpenDraft, pathOf } from './open-draft.ts'
import { fillWords } from './words.ts'

/** Until when a draft stays; of one that stays in this browser: how to be rid of it, and how to take it along. */
export function renderShared(visit: Visit, fill: OpenDraft): Child {
  return [renderEnd(fill, visit.frame), renderBrowsers(visit, fill)]
}

function renderBrowsers(visit: Visit, fill: OpenDraft): Html | '' {
  if (fill.draft.owner.kind === 'account') return ''
  const words = fillWords(visit.frame)
  const take =
    findMember(visit) === undefined
      ? ''
      : html`<form class="stack" method="post" action="/drafts/take"><p>${words.drafts.takeBody}</p>${renderButton({ label: words.drafts.take, kind: 'outline', size: 'small' })}</form>`
  const remove = html`<p>${words.drafts.sharedBody}</p><form method="get" action="${pathOf(fill, 'remove')}">${renderButton({ label: words.drafts.removeAll, kind: 'outline', size: 'small' })}</form>`
  return renderDisclosure({
    summary: words.drafts.sharedHeading,
    body: html`<div class="stack">${take}${remove}</div>`,
  })
}
