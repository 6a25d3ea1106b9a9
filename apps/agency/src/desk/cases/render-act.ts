import type { Child, Html } from '@madoguchi/ui'
import { html } from '@madoguchi/ui'

/** A case as a form on its page was made from it. */
export type Seen = {
  readonly filing: string
  readonly version: number
  /** This officer may go on with it, and it is not over. */
  readonly canWork: boolean
}

/** A form of one act; it says which version of the case was seen. */
export function renderAct({ filing, version }: Pick<Seen, 'filing' | 'version'>, act: string, fields: Child): Html {
  return html`<form class="stack" method="post" action="/cases/${filing}/${act}" novalidate><input type="hidden" name="seen" value="${version}">${fields}</form>`
}
