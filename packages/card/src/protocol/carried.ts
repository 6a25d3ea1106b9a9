import { z } from 'zod'

/** Chunks of a document in either direction, before base64. Native messages from a host are limited to 1 MB. */
export const chunkSizeBytesMax = 512 * 1024
export const documentSizeBytesMax = 20 * 1024 * 1024

/** 32 to 128 bytes in base64url, as a server writes them: the bits that the last letter has too many are 0 (RFC 4648 3.5). */
export const challenge = z
  .string()
  .max(171)
  .regex(/^(?=.{43})(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$/)
export const chunk = z
  .string()
  .max(Math.ceil(chunkSizeBytesMax / 3) * 4)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)
