import type { Facts } from './errors.ts'

/**
 * An ordinary answer that the caller must handle. Anything an ordinary person can cause by being ordinary
 * (wrong PIN, expired certificate, field missing) is returned as a verdict and never thrown.
 */
export type Verdict<T, Code extends string> = Ok<T> | No<Code>
export type Ok<T> = { readonly ok: true; readonly value: T }
export type No<Code extends string> = { readonly ok: false; readonly code: Code; readonly facts: Facts }

export function ok(): Ok<undefined>
export function ok<T>(value: T): Ok<T>
export function ok(value?: unknown): Ok<unknown> {
  return { ok: true, value }
}

export function no<Code extends string>(code: Code, facts: Facts = {}): No<Code> {
  return { ok: false, code, facts }
}
