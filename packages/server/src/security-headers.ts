import type { MiddlewareHandler } from 'hono'

const permissions = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics']

/**
 * What tells a browser to trust nothing but us: no inline script or style, no frames, no other site's forms, nothing kept
 * in a cache unless a handler said otherwise (assets do). `Referrer-Policy: same-origin`, since `no-referrer` would make
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
  return async (c, next) => {
    await next()
    const { headers } = c.res
    c.header('Content-Security-Policy', policy)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('X-Frame-Options', 'DENY')
    c.header('Referrer-Policy', 'same-origin')
    c.header('Permissions-Policy', permissions.map((name) => `${name}=()`).join(', '))
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    if (isHttps) c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
    if (!headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  }
}
