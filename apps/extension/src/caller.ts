import { no, ok, type Verdict } from '@madoguchi/kit'
import { findPortal, type Portal } from './portals.ts'

/** What the browser says of whoever opened a port. `url` is left out on purpose: it is not who speaks. */
type Sender = {
  readonly origin?: string | undefined
  readonly frameId?: number | undefined
  readonly tab?: object | undefined
  readonly documentLifecycle?: string | undefined
}

type Caller = { readonly origin: string; readonly portal: Portal }

/**
 * Who speaks: the top frame of a tab that the citizen looks at, of a listed site. In a sandboxed frame the browser gives the
 * site's own address in `url`, while `origin` is "null": so only `origin` counts.
 */
export function checkCaller(
  sender: Sender | undefined,
  portals: readonly Portal[],
): Verdict<Caller, 'FRAME_REFUSED' | 'ORIGIN_REFUSED'> {
  if (sender?.tab === undefined || sender.frameId !== 0) return no('FRAME_REFUSED')
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return no('FRAME_REFUSED')
  const { origin = 'null' } = sender
  const portal = findPortal(portals, origin)
  return portal === undefined ? no('ORIGIN_REFUSED') : ok({ origin, portal })
}
