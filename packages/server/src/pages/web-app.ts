import type { Clock, ErrorTable, Random } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { Site } from '@madoguchi/ui'
import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { BodyBytesMax } from '../body-limit.ts'
import { bodyLimit } from '../body-limit.ts'
import { csrfGuard } from '../csrf-guard.ts'
import { makeErrorHandler } from '../handle-error.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { makeWarnOften } from '../often.ts'
import type { WebEnv } from '../request-context.ts'
import { requestContext } from '../request-context.ts'
import { securityHeaders } from '../security-headers.ts'
import { type FormLeads, refusedPage, refusedPath } from './lead-form.ts'
import { makeRefuse } from './make-refuse.ts'

type WebAppOptions = {
  readonly site: Site
  /** `https://portal.example`: what a browser shows, without a path. */
  readonly origin: string
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  readonly random: Random
  readonly bodyBytesMax: BodyBytesMax
  /** The codes whose status and name may leave the program. */
  readonly errorTables?: readonly ErrorTable[] | undefined
  /** Paths that programs call with tokens or signed messages instead of cookies. */
  readonly isForPrograms?: ((path: string) => boolean) | undefined
  /** A form that is refused or fails leads to a page, and is not answered with one. */
  readonly formLeads?: FormLeads | undefined
}

/**
 * A Hono app with everything around the pages in its right order: id, log and times; security headers; the forgery
 * guard; the body limit; error pages for what is thrown, what is not there and what is called by the wrong method.
 * Add routes to what comes back.
 */
export function makeWebApp(options: WebAppOptions): Hono<WebEnv> {
  const refuse = makeRefuse(options.site, options)
  const app = new Hono<WebEnv>()
  app.use(requestContext(options))
  app.use(securityHeaders(options))
  const warnOften = makeWarnOften({ total: options.log, clock: options.clock })
  app.use(csrfGuard({ origin: options.origin, refuse, warnOften, isForPrograms: options.isForPrograms }))
  app.use(bodyLimit({ bytesMax: options.bodyBytesMax, refuse }))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header('Allow', methods.join(', '))
        return refuse(c, 'METHOD_NOT_ALLOWED')
      },
    }),
  )
  app.use(async (_c, next) => {
    try {
      await next()
    } catch (thrown) {
      // Hono hands only errors to the error handler; a thrown string would leave without a page.
      throw thrown instanceof Error ? thrown : new AppError('INTERNAL', 'A handler threw something that is no error.')
    }
  })
  if (options.formLeads !== undefined) app.get(refusedPath, refusedPage(options.site))
  app.notFound((c) => refuse(c, 'PAGE_NOT_FOUND'))
  app.onError(makeErrorHandler({ refuse, tables: options.errorTables }))
  return app
}
