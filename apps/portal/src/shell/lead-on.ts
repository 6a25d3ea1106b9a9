import assert from 'node:assert/strict'
import { refusedPath } from '@madoguchi/server/pages'
import { closeContent } from './held-content.ts'
import { type HeldReplies, type Holder, readHeldId } from './held-replies.ts'
import type { Told } from './visit.ts'

/** From what a handler told to the page that shows it; a form that was right leaves nothing behind in its window. */
export async function leadOn(
  held: HeldReplies,
  holder: Holder,
  { told, reply, path }: { told: Told; reply: Response; path: string },
): Promise<Response> {
  const { c } = holder
  const before = readHeldId(new URL(c.req.url))
  if (told.forgetsAll === true) await held.forgetAll(holder)
  if (told.shown === undefined) {
    assert(
      !/^text\/html/.test(reply.headers.get('content-type') ?? ''),
      'a form is answered with a page by replyPage only',
    )
    if (before !== undefined && reply.status < 400) await held.forgetWindow(holder, before)
    return reply
  }
  const { content, status } = told.shown
  // What was wrong was mended: the next page is the beginning of a window's way, and the page before shows nothing of it.
  const isMended = status < 400
  if (isMended && before !== undefined) await held.forgetWindow(holder, before)
  const again = told.retryAfterS === undefined ? {} : { retryAtMs: held.now().getTime() + told.retryAfterS * 1000 }
  const attached = told.attached === undefined ? {} : { attached: told.attached }
  const id = await held.hold(
    holder,
    { kind: 'page', path, status, ...again, content: closeContent(content), ...attached },
    isMended ? undefined : before,
  )
  return c.redirect(id === undefined ? `${refusedPath}?why=busy` : `${path}?held=${id}`, 303)
}
