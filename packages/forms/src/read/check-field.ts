import type { Condition } from '../condition.ts'
import type { AnswerFill, Field, Fill } from '../field.ts'
import { type Checking, checkCondition, checkDay, findVisible } from './check-condition.ts'
import type { FieldEntry } from './definition-index.ts'
import type { JsonPath, Problem } from './problem.ts'

/** A field whose conditions and limits make sense where it stands. */
export function checkField({ field, path, at, group }: FieldEntry, checking: Checking): Problem[] {
  const standpoint = { at, ...(group !== undefined && { group }) }
  const look = (id: string, where: JsonPath) => findVisible(id, where, standpoint, checking)
  return [
    ...checkCondition(field.when, [...path, 'when'], standpoint, checking),
    ...(field.kind === 'date' && field.from ? checkDay(field.from, [...path, 'from'], look, checking) : []),
    ...(field.kind === 'date' && field.until ? checkDay(field.until, [...path, 'until'], look, checking) : []),
    ...(field.kind === 'account' && field.holder ? checkHolder(field.holder, [...path, 'holder'], look) : []),
    ...checkBounds(field, path),
    ...checkOptions(field, path),
    ...(field.fill ? checkFill(field, field.fill, [...path, 'fill'], group) : []),
    ...checkCondition(field.fill?.when, [...path, 'fill', 'when'], standpoint, checking),
    ...checkCondition(ownWhen(field), [...path, 'isOwn'], standpoint, checking),
  ]
}

function ownWhen({ isOwn }: Field): Condition | undefined {
  return typeof isOwn === 'object' ? isOwn : undefined
}

/** The name that an account is compared with. */
function checkHolder(holder: string, path: JsonPath, look: Parameters<typeof checkDay>[2]): Problem[] {
  const { entry, problems } = look(holder, path)
  if (!entry) return problems
  const isKana = entry.is === 'field' && entry.field.kind === 'kana'
  const reason = 'An account is compared with a name in kana.'
  return isKana ? problems : [...problems, { path, code: 'DEFINITION_KIND', reason }]
}

function checkBounds(field: Field, path: JsonPath): Problem[] {
  const shape = (part: string, reason: string): Problem[] => [
    { path: [...path, part], code: 'DEFINITION_SHAPE', reason },
  ]
  if (field.kind === 'money' || field.kind === 'number') {
    const { min = 0, max = Number.POSITIVE_INFINITY } = field
    return min > max ? shape('max', 'The largest is smaller than the smallest.') : []
  }
  if (field.kind === 'choices') {
    const { countMin = 0, countMax = field.options.length, options } = field
    return countMin > countMax || countMin > options.length ? shape('countMin', 'More than can be chosen.') : []
  }
  if (field.kind === 'digits') {
    const { length, lengthMin = length } = field
    if (lengthMin > length) return shape('lengthMin', 'More than the most.')
    const reason = 'Twelve digits could be a My Number, which only the pen writes.'
    return lengthMin <= 12 && length >= 12 ? [{ path: [...path, 'length'], code: 'DEFINITION_MY_NUMBER', reason }] : []
  }
  if (field.kind === 'time') {
    return (field.from ?? '') > (field.until ?? '24') ? shape('until', 'The last time is before the first.') : []
  }
  const isBackwards =
    field.kind === 'date' && /^[0-9]/.test(field.until ?? '') && (field.from ?? '') > (field.until ?? '')
  return isBackwards && /^[0-9]/.test(field.from ?? '') ? shape('until', 'The last day is before the first.') : []
}

function checkOptions(field: Field, path: JsonPath): Problem[] {
  if (field.kind !== 'choice' && field.kind !== 'choices') return []
  if (field.kind === 'choice' && field.options.length < 2) {
    return [{ path: [...path, 'options'], code: 'DEFINITION_SHAPE', reason: 'One option is no choice.' }]
  }
  const ids = field.options.map(({ id }) => id)
  return ids.flatMap((id, at) => {
    const reason = `The option “${id}” is there already.`
    const where = [...path, 'options', at, 'id']
    return ids.indexOf(id) < at ? [{ path: where, code: 'DEFINITION_DUPLICATE' as const, reason }] : []
  })
}

const cardKinds: Readonly<Record<string, readonly string[]>> = {
  name: ['name', 'text'],
  address: ['address', 'text'],
  birthDate: ['date'],
  sex: ['choice'],
}

function checkFill(field: Field, fill: Fill, path: JsonPath, group: string | undefined): Problem[] {
  if (group !== undefined) return [{ path, code: 'DEFINITION_KIND', reason: 'Nothing fills in the items of a group.' }]
  if (fill.from === 'answer') return checkAnswerFill(field, fill, path)
  if (!cardKinds[fill.attribute]?.includes(field.kind)) {
    return [{ path, code: 'DEFINITION_KIND', reason: `The card’s ${fill.attribute} does not fit a ${field.kind}.` }]
  }
  const options = field.kind === 'choice' ? field.options.map(({ id }) => id) : ['male', 'female']
  const isMissing = !options.includes('male') || !options.includes('female')
  return isMissing ? [{ path, code: 'DEFINITION_KIND', reason: 'It needs the options “male” and “female”.' }] : []
}

function checkAnswerFill(field: Field, { options }: AnswerFill, path: JsonPath): Problem[] {
  if (field.kind !== 'choice') {
    const reason = 'Only a choice has options.'
    return options === undefined ? [] : [{ path: [...path, 'options'], code: 'DEFINITION_KIND', reason }]
  }
  const reason = 'A choice has to be told which option stands for what the answer says.'
  if (options === undefined) return [{ path, code: 'DEFINITION_KIND', reason }]
  const ids = field.options.map(({ id }) => id)
  return Object.entries(options).flatMap(([said, id]): Problem[] => {
    const missing = `There is no option “${id}”.`
    return ids.includes(id) ? [] : [{ path: [...path, 'options', said], code: 'DEFINITION_REFERENCE', reason: missing }]
  })
}
