import type { Child, Html } from './html.ts'
import { checkedHref, html } from './html.ts'
import type { IconName } from './icon.ts'
import { renderIcon } from './icon.ts'

type CardProps = {
  readonly title: string
  readonly href: string
  readonly body?: Child | undefined
  readonly icon?: IconName | undefined
  /** Small line at the end: an agency, a date, a count. */
  readonly note?: Child | undefined
}

export type CardListProps = {
  readonly cards: readonly CardProps[]
  /** The heading level of the titles. Default: 2. */
  readonly level?: 2 | 3 | undefined
  /** Cards beside each other on a wide screen. Default: 2. */
  readonly columns?: 1 | 2 | 3 | undefined
}

/** Each card is one link; the whole card answers, its title names it. */
export function renderCardList({ cards, level, columns }: CardListProps): Html {
  return html`<ul class="cards cards--${columns ?? 2}">${cards.map((card) => renderCard(card, level ?? 2))}</ul>`
}

function renderCard(card: CardProps, level: 2 | 3): Html {
  const link = html`<a class="card__link" href="${checkedHref(card.href)}">${card.title}</a>`
  const title = level === 2 ? html`<h2 class="card__title">${link}</h2>` : html`<h3 class="card__title">${link}</h3>`
  const icon = card.icon === undefined ? '' : html`<span class="card__icon">${renderIcon(card.icon)}</span>`
  const body = card.body === undefined ? '' : html`<p class="card__body">${card.body}</p>`
  const note = card.note === undefined ? '' : html`<p class="card__note">${card.note}</p>`
  return html`<li class="card">${icon}<div class="card__text">${title}${body}${note}</div><span class="card__arrow">${renderIcon('forward')}</span></li>\n`
}
