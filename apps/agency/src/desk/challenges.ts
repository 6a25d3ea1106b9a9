import { base64url, minuteMs } from '@madoguchi/kit'
import type { DeskGround } from './ground.ts'
import { hashDeskToken, makeDeskToken } from './tokens.ts'

const challengeLivesMs = 5 * minuteMs
/**
 * More browsers than ask at a desk at once. Beyond them the oldest question goes: a full list would keep every officer out, while
 * whoever asks without end must now ask for as many within the moment in which an officer answers.
 */
const openMax = 5000

type Purpose = 'register' | 'log-in'

/** A challenge for one browser, which is known by `asking` (its cookie). 256 bits, five minutes, for one purpose. */
export async function createChallenge(
  { db, clock, random }: DeskGround,
  purpose: Purpose,
): Promise<{ readonly asking: string; readonly challenge: string }> {
  const at = clock.now()
  const { kysely } = db
  await kysely.deleteFrom('desk_challenges').where('ends_at', '<=', at).execute()
  const asking = makeDeskToken(random)
  const challenge = base64url.encode(random.bytes(32))
  await kysely
    .insertInto('desk_challenges')
    .values({
      ...{ asking_hash: hashDeskToken(asking), purpose, challenge },
      ends_at: new Date(at.getTime() + challengeLivesMs),
    })
    .execute()
  await kysely
    .deleteFrom('desk_challenges')
    .where('asking_hash', 'in', (query) =>
      query.selectFrom('desk_challenges').select('asking_hash').orderBy('ends_at', 'desc').offset(openMax),
    )
    .execute()
  return { asking, challenge }
}

/** The challenge that this browser was given; it is used up by asking, whatever comes of it. */
export async function takeChallenge(
  { db, clock }: DeskGround,
  asking: string | undefined,
  purpose: Purpose,
): Promise<string | undefined> {
  if (asking === undefined) return undefined
  const row = await db.kysely
    .deleteFrom('desk_challenges')
    .where('asking_hash', '=', hashDeskToken(asking))
    .where('purpose', '=', purpose)
    .where('ends_at', '>', clock.now())
    .returning('challenge')
    .executeTakeFirst()
  return row?.challenge
}
