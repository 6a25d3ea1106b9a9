import pg from 'pg'

/**
 * How columns become JavaScript: int8 a number (a RangeError beyond 2^53), timestamptz a Date, bytea a Buffer, jsonb a
 * value; date and timestamp stay text, since neither names a moment; numeric stays text, since a number cannot hold it.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const parse = format === 'binary' ? undefined : parsers.get(oid)
    return parse ?? pg.types.getTypeParser(oid, format)
  },
}

const { builtins } = pg.types
const oidOfInt8Array = 1016
const oidOfDateArray = 1182
const oidOfTimestampArray = 1115
// The list of ids that the types know leaves arrays out.
const textArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0]

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.INT8, parseInt8],
  [builtins.DATE, keepText],
  [builtins.TIMESTAMP, keepText],
  [oidOfInt8Array, (text) => parseTextArray(text).map((item) => (item === null ? null : parseInt8(item)))],
  [oidOfDateArray, parseTextArray],
  [oidOfTimestampArray, parseTextArray],
])

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 is beyond what a number holds')
  return value
}

function keepText(text: string): string {
  return text
}

function parseTextArray(text: string): (string | null)[] {
  return pg.types.getTypeParser(textArray)(text) as (string | null)[]
}
