import { createHmac } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'

/** What the registry calls a resident towards the core: HMAC-SHA-256(key, 住民票コード). Nobody else can make or undo it. */
export function makeSubject(subjectKey: Bytes, residentCode: string): string {
  return `sub_${base64url.encode(new Uint8Array(createHmac('sha256', subjectKey).update(residentCode).digest()))}`
}
