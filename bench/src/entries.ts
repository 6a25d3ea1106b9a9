import { exchanges } from './entries/exchanges.ts'
import { pdf } from './entries/pdf.ts'
import { firstStart, laterStart, memory } from './entries/start.ts'
import type { Entry } from './entry.ts'

export const entries: readonly Entry[] = [exchanges, pdf, firstStart, laterStart, memory]
