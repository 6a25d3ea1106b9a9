import type { Context } from 'hono'

/**
 * Sets headers of the answer as it stands. `c.header` would make a new Response for each, once there is one; that is
 * needed only where an answer's headers are fixed (`Response.redirect`, what `fetch` brought).
 */
export function setHeaders(c: Context, headers: readonly (readonly [name: string, value: string])[]): void {
  if (trySet(c.res.headers, headers)) return
  c.res = new Response(c.res.body, c.res)
  for (const [name, value] of headers) c.res.headers.set(name, value)
}

function trySet(to: Headers, headers: readonly (readonly [name: string, value: string])[]): boolean {
  try {
    for (const [name, value] of headers) to.set(name, value)
    return true
  } catch {
    // Fixed; what else could be wrong with a header throws again when it is set on the copy.
    return false
  }
}
