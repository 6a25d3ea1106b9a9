import type { Html } from '@madoguchi/ui'
import { html, renderButton, renderDisclosure } from '@madoguchi/ui'
import type { Visit } from '../shell/visit.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { findMember } from './fill-visit.ts'
import { type OpenDraft, pathOf } from './open-draft.ts'

/** Of a draft that stays in this browser: how to be rid of it, and how to take it along. */
export function renderShared(visit: Visit, fill: OpenDraft): Html | '' {
  if (fill.draft.owner.kind === 'account') return ''
  const take =
    findMember(visit) === undefined
      ? ''
      : html`<form class="stack" method="post" action="/drafts/take"><p>${copy.draftsTakeBody}</p>${renderButton({ label: copy.draftsTake, kind: 'outline', size: 'small' })}</form>`
  const remove = html`<p>${copy.sharedBody}</p><form method="get" action="${pathOf(fill, 'remove')}">${renderButton({ label: copy.draftsRemoveAll, kind: 'outline', size: 'small' })}</form>`
  return renderDisclosure({ summary: copy.sharedHeading, body: html`<div class="stack">${take}${remove}</div>` })
}
