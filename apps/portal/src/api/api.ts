import type { ErrorTable } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { pageErrors, type WebEnv } from '@madoguchi/server'
import type { Hono } from 'hono'
import { describeRecord } from '../history/describe-record.ts'
import { loadWholeHistory } from '../history/whole-history.ts'
import { getValue } from '../web/visit.ts'
import type { World } from '../world.ts'
import { demandMember, makeApiRoutes } from './api-routes.ts'
import { addInformationCalls } from './information-calls.ts'
import { addLogInCalls } from './log-in-calls.ts'

export { apiPath } from './api-routes.ts'

/** The same functions as the pages, for programs: JSON, bearer tokens, no cookies. */
export function addApi(app: Hono<WebEnv>, world: World, errorTables: readonly ErrorTable[]): void {
  const routes = makeApiRoutes(app, world, [...errorTables, pageErrors])
  addLogInCalls(routes)
  addInformationCalls(routes)
  routes.add('GET', '/history', async (call) => {
    const session = await demandMember(call)
    const isFresh = call.c.req.query('fresh') === '1'
    const { records, hasMore, check } = getValue(await loadWholeHistory(world, session, { isFresh }))
    return call.c.json({
      records: records.map((record) => ({
        ...record,
        sentence: describeRecord(record, world.config).sentence,
        fitsLedger: check.fits.get(record.exchange) === true,
      })),
      hasMore,
      check: { isUnbroken: check.isUnbroken, reachesStart: check.reachesStart },
    })
  })
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    routes.add(method, '/*', async () => {
      throw new AppError('PAGE_NOT_FOUND', 'No such call.')
    })
  }
}
