import { card } from './entries/card.ts'
import { cardPage } from './entries/card-page.ts'
import { exchangeLatency } from './entries/exchange-latency.ts'
import { exchangeLatencyApart } from './entries/exchange-latency-apart.ts'
import { exchanges } from './entries/exchanges.ts'
import { exchangesApart } from './entries/exchanges-apart.ts'
import { fill } from './entries/fill.ts'
import { find } from './entries/find.ts'
import { history } from './entries/history.ts'
import { information } from './entries/information.ts'
import { logins } from './entries/logins.ts'
import { loginsApart } from './entries/logins-apart.ts'
import { pages } from './entries/pages.ts'
import { pdf } from './entries/pdf.ts'
import { scale } from './entries/scale.ts'
import { seals } from './entries/seals.ts'
import { firstStart, laterStart, memory } from './entries/start.ts'
import type { Entry } from './entry.ts'

export const entries: readonly Entry[] = [
  logins,
  exchanges,
  exchangeLatency,
  exchangesApart,
  exchangeLatencyApart,
  loginsApart,
  information,
  scale,
  history,
  seals,
  card,
  cardPage,
  pages,
  find,
  fill,
  pdf,
  firstStart,
  laterStart,
  memory,
]
