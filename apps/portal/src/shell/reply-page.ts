import { statusOfRefused } from '@madoguchi/server/pages'
import { aimContent } from './held-content.ts'
import { type Framed, renderFrame } from './render-frame.ts'
import type { Visit } from './visit.ts'

/** A page; of a form's handler what the page will show to which the form leads. */
export function replyPage(visit: Visit, page: Framed, status = 200): Response {
  const { c, frame } = visit
  const { told, heldId } = frame.window
  const shown = status === 200 && frame.refused !== undefined ? statusOfRefused(frame.refused.code) : status
  if (told === undefined) return c.html(aim(visit, page, heldId).toString(), shown as 200) as Response
  told.shown = { content: page.content, status }
  return new Response(null, { status: 204 })
}

/** In a window that has typed answers, each form says so. */
function aim(visit: Visit, page: Framed, id: string | undefined): Framed {
  return id === undefined ? page : renderFrame(visit, aimContent(page.content, id))
}
