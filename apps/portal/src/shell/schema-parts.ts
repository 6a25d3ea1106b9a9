import { idPattern } from '@madoguchi/kit'
import { z } from 'zod'

// What the schemas of several journeys are made of.

export const instant = z.iso.datetime()

export const id = z.string().regex(idPattern)

export const word = z.string().max(80)

export const channel = z.enum(['page', 'api'])

export function bytes(sizeBytesMax: number) {
  return z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(Math.ceil((sizeBytesMax * 4) / 3))
}

export const bytes32 = bytes(32).length(43)
