import type { ListedCheck, ShownCheck } from '@madoguchi/agency'
import { AppError } from '@madoguchi/kit'
import type { AgencyDesk } from './agency-desk.ts'
import { openNationFolder } from './data-folder.ts'
import { findDeskCall } from './desk-socket.ts'
import { callOfficers } from './officer-calls.ts'

/** Lends an agency's desk of the demo that runs on this folder: the first of the cast unless told. Throws AppError DEMO_NOT_RUNNING, AGENCY_UNKNOWN. */
export async function withAgencyDesk<T>(
  options: { dataFolder: string; agency?: string | undefined },
  use: (desk: AgencyDesk) => Promise<T>,
): Promise<T> {
  const { dataFolder } = options
  const call = await findDeskCall(await openNationFolder(dataFolder))
  if (call === undefined)
    throw new AppError(
      'DEMO_NOT_RUNNING',
      `${dataFolder} で動いている体験環境がありません。npm start で始めるか、--data で場所を指定してください。体験環境でない機関は --config で指定します。`,
    )
  const names = await call<readonly string[]>('agencies', {})
  const { agency = names[0] ?? '' } = options
  if (!names.includes(agency))
    throw new AppError(
      'AGENCY_UNKNOWN',
      `体験環境に ${agency} という機関はありません。あるのは ${names.join('、')} です。`,
    )
  return use({
    checks: {
      list: async ({ includesCleared = false } = {}) =>
        (
          await call<readonly Dated<ListedCheck>[]>('checks', {
            ...{ agency, act: 'list', order: JSON.stringify(includesCleared ? 'all' : 'waiting') },
          })
        ).map(revive),
      async show(exchange) {
        const { found } = await call<{ found?: Dated<ShownCheck> }>('checks', {
          ...{ agency, act: 'show', order: JSON.stringify(exchange) },
        })
        return found && revive(found)
      },
      clear: (order) => call('checks', { agency, act: 'clear', order: JSON.stringify(order ?? null) }),
    },
    officers: callOfficers(call, agency),
    desk: { invite: (order) => call('invite', { agency, order: JSON.stringify(order ?? null) }) },
    tie: (person) => call('tie', { agency, person }),
  })
}

/** As JSON has it: times are text. */
type Dated<Check extends ListedCheck> = Omit<Check, 'receivedAt' | 'clearedAt'> & {
  readonly receivedAt: string
  readonly clearedAt?: string
}

function revive<Check extends ListedCheck>({ receivedAt, clearedAt, ...check }: Dated<Check>) {
  return {
    ...check,
    receivedAt: new Date(receivedAt),
    clearedAt: clearedAt === undefined ? undefined : new Date(clearedAt),
  }
}
