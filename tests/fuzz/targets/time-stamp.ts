import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { hex, utf8 } from '@madoguchi/kit'
import { checkTimeStamp } from '@madoguchi/pades/testing'
import { mutatedBytes } from '../mutate.ts'
import { makeTarget } from '../target.ts'

/** A time stamp by itself, as an authority answers with it: a changed one says no other time and is of no other authority. */
export const timeStamp = makeTarget<string>({
  name: 'time-stamp',
  shortRuns: 1500,
  msMax: 500,
  stepsMax: 1_000_000,
  async open() {
    const file = await readFile(new URL('../sample-time-stamp.json', import.meta.url), 'utf8')
    const { stamped, tokenHex } = JSON.parse(file) as { stamped: string; tokenHex: string }
    const [token, signature] = [hex.decode(tokenHex), utf8.encode(stamped)]
    const whole = checkTimeStamp(token, [signature])
    if (!whole.ok) return assert.fail(whole.code)
    return {
      large: ['30'.repeat(100_000), '3080'.repeat(50_000), `30830186a0${'0500'.repeat(50_000)}`, tokenHex.repeat(30)],
      inputs: mutatedBytes([token]),
      check(input) {
        const read = checkTimeStamp(hex.decode(input), [signature])
        if (!read.ok) return assert.match(read.code, /^TIME_STAMP_(MALFORMED|IMPRINT|ALGORITHM|SIGNATURE)$/)
        const { at, policy, nonceHex, certificate } = read.value
        assert.deepEqual([at, policy, nonceHex], [whole.value.at, whole.value.policy, whole.value.nonceHex])
        assert.equal(certificate.fingerprint, whole.value.certificate.fingerprint)
      },
    }
  },
})
