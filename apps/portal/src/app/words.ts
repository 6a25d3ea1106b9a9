import { speak } from '../shell/words.ts'
import { type AppWords, ja } from './words.ja.ts'

/** What belongs to all journeys together: home, and the description of the API. */
export const appWords = speak<AppWords>({ ja })
