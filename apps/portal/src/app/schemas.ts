import type { ApiSchemas } from '../shell/operation.ts'
import { journeys } from './journeys.ts'

/** What goes over the API, in both directions: the same schemas parse, type the calls and stand in the description. */
export const apiSchemas = Object.assign({}, ...journeys.map(({ schemas }) => schemas)) as ApiSchemas
