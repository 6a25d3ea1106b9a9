import { base64url, plainDate, sha256, utf8 } from '@madoguchi/kit'
import type { Answer, Value } from '../answers.ts'
import { listConditionNames } from '../condition-names.ts'
import type { ConfirmField, Field } from '../field.ts'
import { findValue } from './evaluate.ts'
import type { Scope } from './scope.ts'

const tellingBytes = 12

/**
 * What a confirmation is about now, as 16 characters that change with every answer its condition asks about: an answer
 * that says another is none any more. Today is not among them, nor the calendar that a date was written in.
 */
export function tellAbout({ when }: ConfirmField, scope: Scope): string {
  const names = [...new Set(when === undefined ? [] : listConditionNames(when))].sort()
  const values = names.map((name) => [name, plain(scope.groups.get(name)?.length ?? findValue(scope, name)) ?? null])
  return base64url.encode(sha256(utf8.encode(JSON.stringify(values))).subarray(0, tellingBytes))
}

function plain(value: Value | undefined): Value | undefined {
  return typeof value === 'string' ? plainDate(value) : value
}

/** What conditions see of an answer: of a confirmation that it was given. */
export function seenValue(field: Field, value: Value): Value {
  return field.kind === 'confirm' ? true : value
}

/** What a confirmation was about was answered otherwise since. Of any other field nothing falls. */
export function isFallen({ answer, about }: { readonly answer?: Answer; readonly about?: string }): boolean {
  return about !== undefined && answer !== undefined && answer.value !== true && answer.value !== about
}
