/** What a page asks the portal without being left. */

/** A refusal of the portal, in its own words. */
export class PortalRefusal extends Error {
  /** @param {{ code: string, title?: string, next?: string }} refusal */
  constructor({ code, title, next }) {
    super(code)
    this.code = code
    /** @type {{ title: string, next: string } | undefined} */
    this.words = title === undefined || next === undefined ? undefined : { title, next }
  }
}

/**
 * Sends something to the portal as a form does, and reads its JSON.
 * @param {string} path
 * @param {Record<string, string>} [fields]
 */
export async function send(path, fields = {}) {
  const init = { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(fields) }
  const reply = await fetch(path, init).catch(() => {
    throw new PortalRefusal({ code: 'PORTAL_UNREACHABLE' })
  })
  if (!(reply.headers.get('content-type') ?? '').startsWith('application/json'))
    throw new PortalRefusal({ code: 'PORTAL_FAILED' })
  const value = await reply.json()
  if (!reply.ok) throw new PortalRefusal(value)
  return value
}

/**
 * The last that a window sends before it goes on: what was typed in it wrong is shown no more.
 * @param {string} path
 */
export function inWindow(path) {
  const held = new URLSearchParams(location.search).get('held')
  return held === null ? path : `${path}?held=${encodeURIComponent(held)}`
}
