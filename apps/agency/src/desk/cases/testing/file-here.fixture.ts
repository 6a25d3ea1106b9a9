import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fromPlain, type PlainAnswers } from '@madoguchi/forms'
import type { Clock } from '@madoguchi/kit'
import { makeId, sha256, systemRandom, utf8 } from '@madoguchi/kit'
import { deriveReaderKey } from '@madoguchi/messages'
import { appendCaseEvent } from '../../../append-case-event.ts'
import { makeFindHandling } from '../../../cases/handled-procedures.ts'
import { createCase } from '../../../cases/keep-cases.ts'
import { type FollowUp, takeFollowUp } from '../../../cases/take-follow-up.ts'
import type { Agency } from '../../../start.ts'

const walks = new URL('../../../../../../procedures/', import.meta.url)

type Order = {
  readonly about?: string
  readonly what?: FollowUp['what']
  readonly filerCode?: string
  readonly procedure?: string
  /** Whose answers it has: a walk of a procedure. */
  readonly walk?: string
  readonly signature?: 'good' | 'none'
  /** In place of those of the walk. */
  readonly answers?: PlainAnswers
}

type Here = { readonly shi: Pick<Agency, 'delivery'>; readonly test: { readonly clock: Clock } }

/** A filing that was taken at `mihon-shi`, as the intake leaves it; without its files. */
export async function fileHere({ shi, test }: Here, order: Order = {}): Promise<string> {
  const { about, what, filerCode = 'filer', procedure = 'child-allowance-claim', answers = {} } = order
  const { signature = 'good', walk = 'child-allowance-claim/walks/a-son-studies-abroad.json' } = order
  const filing = makeId('fil', systemRandom)
  const at = test.clock.now()
  const { publicKey } = await deriveReaderKey(new Uint8Array(32).fill(5), filing)
  const { answers: walked } = JSON.parse(readFileSync(new URL(walk, walks), 'utf8')) as { answers: PlainAnswers }
  const plain: PlainAnswers = { ...walked, ...answers }
  const form = {
    ...{ format: 'madoguchi-filing/1', filing, what: what ?? 'application', agency: 'mihon-shi', signedBy: 'card' },
    ...(about === undefined ? {} : { about }),
    ...{ procedure: { id: procedure, version: '2026-11-30' }, attachments: [], madeAt: at.toISOString() },
    answers: fromPlain(plain, { from: 'typed', at: at.toISOString() }),
  }
  await shi.delivery.transact(async (work) => {
    await work.tx
      .insertInto('filings')
      .values({
        ...{ filing_id: filing, about: about ?? null, portal: 'portal', filer_code: filerCode },
        ...{ filing_digest: sha256(utf8.encode(filing)), envelope: new Uint8Array(1), desk_key: 'x' },
        ...{ reader_key: publicKey, filed_at: at, received_at: at, taken_at: at, state: 'taken', next_try_at: at },
        ...{ procedure, procedure_version: '2026-11-30', form: JSON.stringify(form), signature },
      })
      .execute()
    const part = { name: 'form.pdf', sizeBytes: 1000, sha256: 'A'.repeat(43) }
    const receipt = {
      ...{ filedAt: at.toISOString(), takenAt: at.toISOString(), signature: 'good' as const },
      parts: [part],
    }
    const event = { filing, by: 'みほん市', what: 'taken' as const, receipt }
    assert((await appendCaseEvent(work, { core: 'core', after: -1, event })).ok)
    const isLater = about !== undefined && what !== undefined
    if (isLater && (await takeFollowUp(work, { core: 'core', filing, about, what, by: 'みほん市' }))) return
    const handling = makeFindHandling({}, () => true)(procedure)
    await createCase(work.tx, { filing, procedure, handling, filedAt: at, takenAt: at })
  })
  return filing
}
