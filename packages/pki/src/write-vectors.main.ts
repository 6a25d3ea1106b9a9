/**
 * Writes protocol/vectors/pki anew, with fresh keys that are thrown away: `node packages/pki/src/write-vectors.main.ts`.
 * Only public material is written. The files are committed; nobody needs to run this but who changes the cases.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { base64 } from '@madoguchi/kit'
import { makeAnchorCases } from './anchor-cases.fixture.ts'
import { makeChainCases } from './chain-cases.fixture.ts'
import { at, day, makeWorld } from './chains.fixture.ts'
import { makeCrlCases } from './crl-cases.fixture.ts'
import { createCa, jpkiTestCaName } from './issue/ca.ts'
import { issueCertificate } from './issue/issue-certificate.ts'
import { judge } from './judge.fixture.ts'
import { makePolicyCases } from './policy-cases.fixture.ts'
import { authenticationRequirements, signingTestRequirements } from './requirements.ts'
import { makeStricterCases } from './stricter-cases.fixture.ts'

const folder = fileURLToPath(new URL('../../../protocol/vectors/pki/', import.meta.url))
const world = await makeWorld()
const chains = [
  ...(await makeChainCases(world)),
  ...makePolicyCases(world),
  ...makeAnchorCases(world),
  ...makeCrlCases(world),
  ...makeStricterCases(world),
].filter(({ isVector }) => isVector)

const signingCa = await createCa({
  name: jpkiTestCaName.signing,
  serial: 1n,
  notBefore: day('2025-01-01'),
  notAfter: day('2036-01-01'),
})
const signing = await issueCertificate({
  ca: signingCa,
  publicKey: world.leafKeys.publicKey,
  subject: { C: 'JP', OU: [], L: ['東京都', '見本区'], CN: 'SG0001' },
  serial: 0x80n,
  notBefore: day('2026-01-01'),
  notAfter: day('2030-01-01'),
  profile: 'signing',
  attributes: { name: '見本　花子', sex: '2', birthDate: '420000102', address: '東京都見本区見本町１－１' },
})

const inputs = [
  ...chains.map((chain) => ({
    intermediates: [],
    at,
    crl: undefined,
    requirements: authenticationRequirements,
    ...chain,
  })),
  {
    title: 'a signing certificate with the four attributes',
    leaf: signing.der,
    intermediates: [],
    anchors: [signingCa.certificate.der],
    at,
    crl: undefined,
    requirements: signingTestRequirements,
  },
  {
    title: 'a signing certificate where one to log in is wanted',
    leaf: signing.der,
    intermediates: [],
    anchors: [signingCa.certificate.der],
    at,
    crl: undefined,
    requirements: authenticationRequirements,
  },
]

const cases = inputs.map((input) => {
  const verdict = judge(input)
  return {
    title: input.title,
    verdict: verdict.ok ? { ok: true } : { ok: false, code: verdict.code, step: verdict.facts.step },
    at: input.at.toISOString(),
    requirements: input.requirements,
    leaf: base64.encode(input.leaf),
    intermediates: input.intermediates.map(base64.encode),
    anchors: input.anchors.map(base64.encode),
    ...(input.crl ? { crl: base64.encode(input.crl) } : {}),
  }
})

mkdirSync(folder, { recursive: true })
const comment =
  'Certificate paths and what a verifier says to them: DER in base64, anchors are pinned CA certificates, steps are of RFC 5280. ' +
  'Public test material made for this file by keys that exist no more; nobody here is a person. The RFC is the authority if the two disagree.'
writeFileSync(`${folder}paths.json`, `${JSON.stringify({ comment, cases }, null, 1)}\n`)
