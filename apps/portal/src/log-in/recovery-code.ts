import { hkdfSync } from 'node:crypto'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { no, ok, sha256, utf8 } from '@madoguchi/kit'
import { groupSigns, makeSigns, readSigns } from '../shell/typed-code.ts'

const secretLength = 26
const checkLength = 2

/**
 * A recovery code as it is kept in mind of nobody and printed by some: 26 random signs (130 bits), and two that a slip of the
 * pen does not get right, so that it is said before anything is tried.
 */
export function makeRecoveryCode(random: Random): string {
  const secret = makeSigns(random.bytes(secretLength))
  return secret + checksumOf(secret)
}

/** `ABCD-EFGH-…`: seven groups of four. */
export function formatRecoveryCode(code: string): string {
  return groupSigns(code)
}

/** What a citizen typed, as the code was made (`readSigns` says what is forgiven). */
export function parseRecoveryCode(text: string): Verdict<string, 'RECOVERY_CODE_MALFORMED'> {
  const code = readSigns(text, secretLength + checkLength)
  const isWhole = code?.slice(secretLength) === checksumOf(code?.slice(0, secretLength) ?? '')
  return code !== undefined && isWhole ? ok(code) : no('RECOVERY_CODE_MALFORMED')
}

/** The key under which the vault's is wrapped. The code has all the entropy that a key needs: nothing has to be slow here. */
export function deriveRecoveryKey(code: string, salt: Bytes): Bytes {
  const info = utf8.encode('madoguchi/1/recovery-code')
  return new Uint8Array(hkdfSync('sha256', utf8.encode(code.slice(0, secretLength)), salt, info, 32))
}

function checksumOf(secret: string): string {
  return makeSigns(sha256(utf8.encode(`madoguchi/1/recovery-check\n${secret}`)).subarray(0, checkLength))
}
