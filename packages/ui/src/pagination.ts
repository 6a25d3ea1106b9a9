import assert from 'node:assert/strict'
import type { Html } from './html.ts'
import { checkedHref, html } from './html.ts'
import { renderIcon } from './icon.ts'

export type PaginationProps = {
  /** From 1. */
  readonly current: number
  readonly total: number
  hrefFor(page: number): string
  /** Names the list when a page has two. Default: ページ. */
  readonly label?: string | undefined
}

export function renderPagination({ current, total, hrefFor, label }: PaginationProps): Html | '' {
  assert(current >= 1 && current <= total, 'a page that is there')
  if (total === 1) return ''
  const back = current > 1 ? renderMove(hrefFor(current - 1), html`${renderIcon('back')}<span>前へ</span>`) : ''
  const on = current < total ? renderMove(hrefFor(current + 1), html`<span>次へ</span>${renderIcon('forward')}`) : ''
  const pages = pagesShown(current, total).map((page) => renderPageNumber({ page, current, hrefFor }))
  return html`<nav class="pagination" aria-label="${label ?? 'ページ'}"><ul>${back}${pages}${on}</ul></nav>`
}

/** First, last and the neighbours; `undefined` where pages are left out. */
export function pagesShown(current: number, total: number): readonly (number | undefined)[] {
  const out: (number | undefined)[] = []
  for (let page = 1; page <= total; page++) {
    const isNear = Math.abs(page - current) <= 1 || page === 1 || page === total
    if (isNear) out.push(page)
    else if (out.at(-1) !== undefined) out.push(undefined)
    if (!isNear) page = page < current ? current - 2 : total - 1
  }
  return out
}

function renderMove(href: string, label: Html): Html {
  return html`<li><a class="pagination__move" href="${checkedHref(href)}">${label}</a></li>`
}

function renderPageNumber(at: { page: number | undefined; current: number; hrefFor(page: number): string }): Html {
  if (at.page === undefined) return html`<li class="pagination__gap">…</li>`
  const here = at.page === at.current ? html` aria-current="page"` : ''
  return html`<li><a class="pagination__page" href="${checkedHref(at.hrefFor(at.page))}"${here}><span class="only-heard">ページ</span>${at.page}</a></li>`
}
