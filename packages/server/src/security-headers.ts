import type { MiddlewareHandler } from 'hono'
import { setHeaders } from './set-headers.ts'

const permissions = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics']

/**
 * What tells a browser to trust nothing but us: no inline script or style, no frames, no other site's forms, nothing kept
 * in a cache unless a handler said otherwise (assets do). What a handler seals off (`sandbox;`) stays so. `Referrer-Policy: same-origin`, since `no-referrer` would make
 * browsers send `Origin: null` with our own forms.
 */
export function securityHeaders({ origin }: { origin: string }): MiddlewareHandler {
  const isHttps = origin.startsWith('https://')
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
  const always = [
    ['Content-Security-Policy', policy],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'same-origin'],
    ['Permissions-Policy', permissions.map((name) => `${name}=()`).join(', ')],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ...(isHttps ? [['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'] as const] : []),
  ] as const
  const uncached = [...always, ['Cache-Control', 'no-store']] as const
  return async (c, next) => {
    await next()
    const isSealedOff = c.res.headers.get('Content-Security-Policy')?.startsWith('sandbox;') === true
    const told = c.res.headers.has('Cache-Control') ? always : uncached
    setHeaders(c, isSealedOff ? told.filter(([name]) => name !== 'Content-Security-Policy') : told)
  }
}
