import { setTimeout as sleep } from 'node:timers/promises'
import { agencyRoles, roles } from './cast.ts'
import type { NationOfProcesses } from './nation-of-processes.ts'

export type Unsettled = { readonly open: number; readonly waiting: number }

/** What is still on its way: inquiries without an outcome at those who asked, messages in anybody's outbox. */
export async function countUnsettled(nation: NationOfProcesses): Promise<Unsettled> {
  const count = async (role: (typeof roles)[number], text: string) =>
    Number((await nation.query<{ n: number }>(role, text))[0]?.n ?? 0)
  const open = await Promise.all([
    ...agencyRoles.map((role) => count(role, 'select count(*) as n from inquiries where outcome is null')),
    count('portal', "select count(*) as n from inquiries where state in ('asking', 'delayed')"),
  ])
  const waiting = await Promise.all(roles.map((role) => count(role, 'select count(*) as n from outbox')))
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  return { open: sum(open), waiting: sum(waiting) }
}

/** Waits until nothing is on its way, or nothing has moved for `stillMs`. Gives how long it took and what is left. */
export async function settle(nation: NationOfProcesses, stillMs: number): Promise<Unsettled & { tookMs: number }> {
  const startedAt = Date.now()
  let movedAt = startedAt
  let least = Number.POSITIVE_INFINITY
  for (;;) {
    const left = await countUnsettled(nation)
    const now = Date.now()
    if (left.open + left.waiting < least) {
      least = left.open + left.waiting
      movedAt = now
    }
    if (least === 0 || now - movedAt > stillMs) return { ...left, tookMs: now - startedAt }
    await sleep(300)
  }
}
