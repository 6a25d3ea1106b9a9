import { formatDate, formatFiscalYear, formatMonth, formatYear } from '@madoguchi/kit'
import type { Field, Layout } from '../edition/model.ts'
import type { FactsReader } from '../hold/facts-reader.ts'
import { nameType } from '../hold/name-type.ts'
import { words } from '../words.ja.ts'
import type { Datum, DatumRecord, Value } from './datum.ts'

export type DescribedRow = {
  readonly fieldId: string
  readonly label: string
  /** What a person reads: `1,234,000円`, `2026年6月1日(令和8年)`, the label of a code. */
  readonly text: string
  readonly explanation?: string
  readonly kind: Field['kind']
  readonly raw: Value
}

type DescribedGroup = {
  readonly recordKey: string
  /** `2026年度(令和8年度)`, `年金 1件目` */
  readonly recordHeading: string
  /** The field group, absent where the layout has none. */
  readonly heading?: string
  readonly rows: readonly DescribedRow[]
}

export type DescribedDatum = {
  readonly typeName: string
  readonly plainName: string
  readonly description: string
  readonly sourceName: string
  readonly asOf: string
  readonly asOfText: string
  readonly groups: readonly DescribedGroup[]
}

/**
 * The one reading of an answer: HTML, PDF and CSV all show these rows. Groups stand in layout order, records in the
 * order of the answer. The name of its source comes from the directory, by `agencyName`. What is of a layout that is not known here
 * is shown as it came, and the description says so.
 */
export function describeDatum(
  datum: Datum,
  facts: Pick<FactsReader, 'findType' | 'findLayout'>,
  agencyName?: string,
): DescribedDatum {
  const layout = facts.findLayout(datum.type, datum.layout)
  const { name, plainName, description } = nameType(facts, datum.type)
  return {
    typeName: name,
    plainName,
    description: layout === undefined ? `${description}${words.layoutUnknown(datum.layout)}` : description,
    sourceName: agencyName ?? datum.source,
    asOf: datum.asOf,
    asOfText: formatDate(datum.asOf),
    groups: datum.records.flatMap((record) =>
      layout === undefined ? describeBareRecord(record) : describeRecord(record, layout),
    ),
  }
}

function describeBareRecord({ key, values }: DatumRecord): DescribedGroup {
  return {
    recordKey: key,
    recordHeading: words.bareRecord(key),
    rows: Object.entries(values).map(([id, raw]) => ({
      fieldId: id,
      label: id,
      text: formatValue({ kind: typeof raw === 'boolean' ? 'boolean' : 'text', id, label: id }, raw),
      kind: typeof raw === 'number' ? 'integer' : typeof raw === 'boolean' ? 'boolean' : 'text',
      raw,
    })),
  }
}

function describeRecord(record: DatumRecord, layout: Layout): DescribedGroup[] {
  const recordHeading =
    layout.recordKey === 'fiscal-year'
      ? formatFiscalYear(Number(record.key))
      : words.numberedRecord(layout.recordName, record.key)
  const byGroup = Map.groupBy(layout.fields, (field) => field.group)
  return [...byGroup].map(([group, fields]) => ({
    recordKey: record.key,
    recordHeading,
    ...(group === undefined ? {} : { heading: group }),
    rows: fields.map((field) => describeField(field, record)),
  }))
}

function describeField(field: Field, record: DatumRecord): DescribedRow {
  const raw = record.values[field.id] ?? { missing: 'unset' }
  return {
    fieldId: field.id,
    label: field.label,
    text: formatValue(field, raw),
    ...(field.explanation === undefined ? {} : { explanation: field.explanation }),
    kind: field.kind,
    raw,
  }
}

/** The text of one value, by the kind of its field. */
function formatValue(field: Field, value: Value): string {
  if (typeof value === 'object') return value.missing === 'unset' ? words.unset : words.notProvided
  switch (field.kind) {
    case 'yen':
      return words.yen(Number(value))
    case 'integer':
      return words.amount(Number(value), field.unit ?? '')
    case 'year':
      return formatYear(Number(value))
    case 'date':
      return formatDate(String(value))
    case 'month':
      return formatMonth(String(value))
    case 'boolean':
      return value === true ? words.yes : words.no
    case 'code':
      return field.codes[String(value)] ?? String(value)
    case 'text':
      return String(value)
  }
}
