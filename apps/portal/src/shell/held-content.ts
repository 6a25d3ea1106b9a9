import { html, reopenHtml } from '@madoguchi/ui'
import type { HeldContent } from './held-reply.ts'
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
 * Each form that is posted says in its address which window it stands in. What people typed has no `<` and no `"` of its own in
 * markup of ours: only our forms are found.
 */
function aimForms(markup: string, id: string): string {
  const aimed = (form: string) => form.replace(/\saction="([^"]*)"/, (_, to: string) => ` action="${aim(to, id)}"`)
  return markup.replace(/<form\b[^>]*>/g, (form) => (/\smethod="post"/.test(form) ? aimed(form) : form))
}

function aim(to: string, id: string): string {
  return `${to}${to.includes('?') ? '&amp;' : '?'}held=${id}`
}
