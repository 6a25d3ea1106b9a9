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
  /** The day itself is neither before nor after. Unknown parts of a date count as the first of them. */
  | { readonly is: 'before' | 'after'; readonly field: string; readonly day: Day }
  | { readonly is: 'at-least'; readonly field: string; readonly number: number }
  | { readonly is: 'count-at-least'; readonly group: string; readonly count: number }

/** A day in a definition: `today`, `2026-04-01`, or the id of a date field. */
export type Day = string
