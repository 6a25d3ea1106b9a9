import type { Verdict } from '@madoguchi/kit'
import { isCalendarDate, no, ok } from '@madoguchi/kit'
import { z } from 'zod'
import type { AgencyId } from '../agency-id.ts'
import { agencyIdPattern } from '../agency-id.ts'
import type { Layout } from '../edition/model.ts'
import type { FactsErrorCode } from '../errors.ts'
import type { FactsReader } from '../hold/facts-reader.ts'
import type { Datum } from './datum.ts'
import { bareRecordsSchema, datumLimits, makeRecordsSchema } from './layout-schema.ts'

type DatumErrorCode = Extract<FactsErrorCode, `DATUM_${string}`>

const envelopeSchema = z.strictObject({
  type: z.string().max(60),
  layout: z.string().max(20),
  asOf: z.string().max(10).refine(isFullDate),
  source: z.string().max(40).regex(agencyIdPattern),
  records: z.array(z.unknown()),
})

/** Made once for each layout, and gone with it. */
const recordSchemas = new WeakMap<Layout, ReturnType<typeof makeRecordsSchema>>()

function recordsSchemaOf(layout: Layout): ReturnType<typeof makeRecordsSchema> {
  const schema = recordSchemas.get(layout) ?? makeRecordsSchema(layout)
  recordSchemas.set(layout, schema)
  return schema
}

/**
 * An answer as it came from an agency. Strict: every field of its layout must be there (a value or a `missing` mark),
 * nothing else may. The facts of a refusal name the layout's field at most, never a value.
 */
export function parseDatum(
  value: unknown,
  facts: Pick<FactsReader, 'findType' | 'findLayout'>,
): Verdict<Datum, DatumErrorCode> {
  const envelope = envelopeSchema.safeParse(value)
  if (!envelope.success) return no('DATUM_INVALID', { at: 'envelope' })
  const { layout: version, records } = envelope.data
  const type = facts.findType(envelope.data.type)?.id
  if (type === undefined) return no('DATUM_TYPE_UNKNOWN')
  const layout = facts.findLayout(type, version)
  if (layout === undefined) {
    const hasNone = facts.findType(type)?.layouts.length === 0
    return no(hasNone ? 'DATUM_TYPE_HAS_NO_LAYOUT' : 'DATUM_LAYOUT_UNKNOWN', { type })
  }
  if (records.length > datumLimits.records) return no('DATUM_TOO_LARGE', { type, records: records.length })
  const parsed = recordsSchemaOf(layout).safeParse(records)
  if (!parsed.success) return no('DATUM_INVALID', { type, at: namePlace(parsed.error, layout) })
  const { asOf, source } = envelope.data
  return ok({ type, layout: version, asOf, source: source as AgencyId, records: parsed.data })
}

/**
 * An answer for whoever asked, whose facts may be older than the provider's, or hold no longer what was asked under: as `parseDatum`, and
 * what is of a type or layout that is not known here by its bare form. Nothing but showing it as it came may be built on that.
 */
export function readDatum(
  value: unknown,
  facts: Pick<FactsReader, 'findType' | 'findLayout'>,
): Verdict<Datum, DatumErrorCode> {
  const parsed = parseDatum(value, facts)
  if (parsed.ok || !unknownHere.has(parsed.code)) return parsed
  const bare = envelopeSchema.extend({ records: bareRecordsSchema }).safeParse(value)
  if (!bare.success) return no('DATUM_INVALID', { at: 'records' })
  return ok({ ...bare.data, source: bare.data.source as AgencyId })
}

const unknownHere: ReadonlySet<DatumErrorCode> = new Set([
  'DATUM_TYPE_UNKNOWN',
  'DATUM_TYPE_HAS_NO_LAYOUT',
  'DATUM_LAYOUT_UNKNOWN',
])

function isFullDate(text: string): boolean {
  return isCalendarDate(text) && !text.endsWith('-00')
}

/** Only field ids of our own layouts go into facts; a sender's own key does not. */
function namePlace(error: z.ZodError, { fields }: Layout): string {
  const [first] = error.issues
  const name = first?.path.at(2)
  return fields.some(({ id }) => id === name) ? String(name) : 'records'
}
