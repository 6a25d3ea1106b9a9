import { no, ok, type Verdict } from '@madoguchi/kit'

const originLengthMax = 255

/**
 * An origin that the card may sign for: https, or http on this very computer (localhost, 127.0.0.1); scheme, host
 * and port as the browser writes them (WHATWG URL, "serialization of an origin"), so no path, not even a slash.
 */
export function checkOrigin(origin: string): Verdict<string, 'CARD_ORIGIN_REFUSED'> {
  if (origin.length > originLengthMax || !URL.canParse(origin)) return no('CARD_ORIGIN_REFUSED')
  const url = new URL(origin)
  const isLocal = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)
  return isAllowed && url.origin === origin ? ok(origin) : no('CARD_ORIGIN_REFUSED')
}
