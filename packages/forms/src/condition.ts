/**
 * When a page, a field or a paper is asked for. `field` is the id of a field or a calculated value; within a group it
 * may be one of the same item. What is hidden or not answered makes every comparison false.
 */
export type Condition =
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  /** The option of a choice (or one of several chosen), yes or no as true and false, a text, a number. */
  | { readonly is: 'equals'; readonly field: string; readonly value: string | number | boolean }
  | { readonly is: 'one-of'; readonly field: string; readonly values: readonly (string | number)[] }
  | { readonly is: 'answered'; readonly field: string }
  /** The day itself is neither before nor after. With an unknown part, also in what it is calculated from, it holds where it holds for every day it may be. */
  | { readonly is: 'before' | 'after'; readonly field: string; readonly day: Day }
  | { readonly is: 'at-least' | 'less-than'; readonly field: string; readonly number: number }
  /** By the law, as of the end of the day: whoever was born on 1 April is a year older on 31 March. `on` is today unless said. */
  | { readonly is: 'age-at-least' | 'age-below'; readonly field: string; readonly age: number; readonly on?: Day }
  | { readonly is: 'count-at-least'; readonly group: string; readonly count: number }

/** A day in a definition: `today`, `2026-04-01`, or the id of a date field. */
export type Day = string
