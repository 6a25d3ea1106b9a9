import { base64url, secondMs, sha256, utf8 } from '@madoguchi/kit'
import type { Session } from '../session/session.ts'
import type { World } from '../world.ts'
import type { RequestView } from './find-request.ts'
import { findRequest } from './find-request.ts'

const listenMs = 20 * secondMs
/** Answers of many agencies come in a burst: whoever waits is told of those that come together at once. */
const gatherMs = 15

/** Names what a list shows: another name as soon as one of its lines is another. */
export function versionOf({ inquiries }: RequestView): string {
  const text = inquiries.map(({ exchange, state, canOpen }) => `${exchange} ${state} ${canOpen}`).join('\n')
  return base64url.encode(sha256(utf8.encode(text))).slice(0, 16)
}

/** The request as soon as it is another than the one of that version, or as it is after twenty seconds. */
export async function waitForChange(
  world: World,
  session: Session,
  { first, seen }: { first: RequestView; seen: string | null },
): Promise<RequestView> {
  const changed = await world.waiters.waitFor({
    name: first.request,
    timeoutMs: listenMs,
    gatherMs,
    look: async () => {
      const view = await findRequest(world, session, first.request)
      return view !== undefined && versionOf(view) === seen ? undefined : (view ?? first)
    },
  })
  return changed ?? first
}
