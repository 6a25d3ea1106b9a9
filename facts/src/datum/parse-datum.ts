import type { Verdict } from '@madoguchi/kit'
import { isCalendarDate, no, ok } from '@madoguchi/kit'
import { z } from 'zod'
import type { AgencyId } from '../agency-id.ts'
import { agencyIdPattern } from '../agency-id.ts'
import type { FactsErrorCode } from '../errors.ts'
import { informationTypeIds, informationTypes, isInformationTypeId } from '../information-types/index.ts'
import type { Datum } from './datum.ts'
import { datumLimits, makeRecordsSchema } from './layout-schema.ts'

type DatumErrorCode = Extract<FactsErrorCode, `DATUM_${string}`>

const envelopeSchema = z.strictObject({
  type: z.string().max(60),
  layout: z.string().max(20),
  asOf: z.string().max(10).refine(isFullDate),
  source: z.string().max(40).regex(agencyIdPattern),
  records: z.array(z.unknown()),
})

const recordSchemas: ReadonlyMap<string, ReturnType<typeof makeRecordsSchema>> = new Map(
  informationTypeIds.flatMap((type) =>
    informationTypes[type].layouts.map((layout) => [`${type} ${layout.version}`, makeRecordsSchema(layout)] as const),
  ),
)

/**
 * An answer as it came from an agency. Strict: every field of its layout must be there (a value or a `missing` mark),
 * nothing else may. The facts of a refusal name the layout's field at most, never a value.
 */
export function parseDatum(value: unknown): Verdict<Datum, DatumErrorCode> {
  const envelope = envelopeSchema.safeParse(value)
  if (!envelope.success) return no('DATUM_INVALID', { at: 'envelope' })
  const { type, layout, records } = envelope.data
  if (!isInformationTypeId(type)) return no('DATUM_TYPE_UNKNOWN')
  if (informationTypes[type].layouts.length === 0) return no('DATUM_TYPE_HAS_NO_LAYOUT', { type })
  const schema = recordSchemas.get(`${type} ${layout}`)
  if (!schema) return no('DATUM_LAYOUT_UNKNOWN', { type })
  if (records.length > datumLimits.records) return no('DATUM_TOO_LARGE', { type, records: records.length })
  const parsed = schema.safeParse(records)
  if (!parsed.success) return no('DATUM_INVALID', { type, at: findPlace(parsed.error, type, layout) })
  const { asOf, source } = envelope.data
  return ok({ type, layout, asOf, source: source as AgencyId, records: parsed.data })
}

function isFullDate(text: string): boolean {
  return isCalendarDate(text) && !text.endsWith('-00')
}

/** Only field ids of our own layouts go into facts; a sender's own key does not. */
function findPlace(error: z.ZodError, type: Datum['type'], version: string): string {
  const [first] = error.issues
  const name = first?.path.at(2)
  const fields = informationTypes[type].layouts.find((layout) => layout.version === version)?.fields ?? []
  return fields.some(({ id }) => id === name) ? String(name) : 'records'
}
