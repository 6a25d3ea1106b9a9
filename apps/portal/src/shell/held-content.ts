import { html, reopenHtml } from '@madoguchi/ui'
import { type Attached, type HeldContent, pressReply } from './held-reply.ts'
import type { PageContent } from './visit.ts'

/** A page without its frame, as it is held. */
export function closeContent({ main, notice, heading, ...plain }: PageContent): HeldContent {
  return {
    ...plain,
    main: html`${main}`.toString(),
    ...(notice === undefined ? {} : { notice: html`${notice}`.toString() }),
    ...(heading === undefined ? {} : { heading: html`${heading}`.toString() }),
  }
}

/** Whether a page with what is attached to it is small enough to be held; `path` as `leadOn` has it. */
export function isHoldable(content: PageContent, { path, attached }: { path: string; attached: Attached }): boolean {
  const reply = {
    kind: 'page',
    path,
    status: 200,
    retryAtMs: Date.UTC(9999, 0),
    content: closeContent(content),
    attached,
  } as const
  return pressReply(reply) !== undefined
}

/** As it was. */
export function reopenContent({ main, notice, heading, ...plain }: HeldContent): PageContent {
  return {
    ...plain,
    main: reopenHtml(main),
    ...(notice === undefined ? {} : { notice: reopenHtml(notice) }),
    ...(heading === undefined ? {} : { heading: reopenHtml(heading) }),
  }
}

/** Its forms say in which window they stand. */
export function aimContent(content: PageContent, id: string): PageContent {
  const { main, notice, ...rest } = closeContent(content)
  return reopenContent({
    ...rest,
    main: aimForms(main, id),
    ...(notice === undefined ? {} : { notice: aimForms(notice, id) }),
  })
}

/**
 * Each form that is posted says in its address which window it stands in, and so does a link to a file that is made of what the
 * window shows (`data-beside`). What people typed has no `<` and no `"` of its own in markup of ours: only ours are found.
 */
function aimForms(markup: string, id: string): string {
  const aimed = (tag: string, to: 'action' | 'href') =>
    tag.replace(new RegExp(`\\s${to}="([^"]*)"`), (_, path: string) => ` ${to}="${aim(path, id)}"`)
  return markup
    .replace(/<form\b[^>]*>/g, (form) => (/\smethod="post"/.test(form) ? aimed(form, 'action') : form))
    .replace(/<a\b[^>]*\sdata-beside\b[^>]*>/g, (link) => aimed(link, 'href'))
}

function aim(to: string, id: string): string {
  return `${to}${to.includes('?') ? '&amp;' : '?'}held=${id}`
}
