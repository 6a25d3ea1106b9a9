import type { Filling, Procedure } from '@madoguchi/forms'
import { reachable } from '@madoguchi/forms'
import type { Html } from '@madoguchi/ui'
import { renderStepIndicator } from '@madoguchi/ui'
import { shellWords } from '../shell/shell-words.ts'
import type { Reader } from '../shell/words.ts'
import { findDonePages } from './done-pages.ts'
import type { Draft } from './draft.ts'
import type { ToldLeftOut } from './draft-content.ts'
import { fillWords } from './words.ts'

/** A draft that is open to whoever visits, and what its procedure asks today. */
export type OpenDraft = {
  /** With what its answers are for today’s questions, whether that was kept yet or not. */
  readonly draft: Draft
  readonly procedure: Procedure
  /** Where it goes to, in words: みほん市. */
  readonly municipalityName: string
  readonly filling: Filling
  /** What of its left-out answers is new, as long as nothing was changed since. */
  readonly leftOut: readonly ToldLeftOut[]
  /** An ISO instant. */
  readonly now: string
  /** Of the page that is made of it: a new one for whoever opens it. */
  readonly pageId: string
}

export function pathOf({ draft }: OpenDraft, ...parts: readonly (string | number)[]): string {
  return ['/fill', draft.draft, ...parts].join('/')
}

export function breadcrumbOf({ draft, procedure }: OpenDraft, reader: Reader) {
  return [
    { label: shellWords(reader).frame.procedures, href: '/procedures' },
    { label: procedure.title, href: `/procedures/${draft.municipality}/${draft.procedure}` },
  ]
}

/** 3／7 お子さんについて. Undefined on a page that is not on the way. */
export function renderProgress(fill: OpenDraft, pageId: string | 'check', reader: Reader): Html | '' {
  const { filling } = fill
  const pages = reachable(filling).filter(({ kind }) => kind !== 'stop')
  const at = pageId === 'check' ? pages.length : pages.findIndex(({ id }) => id === pageId)
  if (at === -1) return ''
  const done = findDonePages(fill)
  const check = { label: fillWords(reader).page.stepCheck, isDone: false }
  return renderStepIndicator({
    steps: [...pages.map(({ id, title }) => ({ label: title, isDone: done.has(id) })), check],
    current: at + 1,
  })
}
