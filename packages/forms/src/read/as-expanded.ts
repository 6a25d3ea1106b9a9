import type { z } from 'zod'

/**
 * Says of a schema that what it reads is what stands there after the reader has put shared parts in their places, or
 * has checked what no type says. Nothing outside of the reader sees a value before that.
 */
export function asExpanded<T>(schema: z.ZodType): z.ZodType<T> {
  return schema as z.ZodType<T>
}
