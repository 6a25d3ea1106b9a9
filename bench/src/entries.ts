import { exchanges } from './entries/exchanges.ts'
import type { Entry } from './entry.ts'

export const entries: readonly Entry[] = [exchanges]
