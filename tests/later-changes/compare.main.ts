import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readSignedPdf } from '@madoguchi/pades'
import { drawLaterUpdates, makeSigner } from '@madoguchi/pades/testing'
import { compareByOthers } from './compare-by-others.ts'

const help = `npm run later-changes -- [--count 2000] [--seed N]

Draws updates of signed documents, has poppler draw and qpdf read each that leaves the signature its worth, and compares
with the signed revision. Ends with 1 when one that is good shows another pixel, field value, script or link which is not
named as one of the things that may come. Needs pdftoppm and qpdf.
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '20261130' },
      help: { type: 'boolean', default: false },
    },
  })
  const [count, seed] = [Number(values.count), Number(values.seed)]
  if (values.help || !(count > 0) || !Number.isSafeInteger(seed)) {
    process.stdout.write(help)
    return values.help ? 0 : 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-later-'))
  try {
    return await compareAll({ count, seed, folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Run = { readonly count: number; readonly seed: number; readonly folder: string }

async function compareAll({ count, seed, folder }: Run): Promise<number> {
  const [signer, other] = [await makeSigner(), await makeSigner()]
  const options = { anchors: [signer.anchor, other.anchor], at: new Date('2026-11-20T03:04:05Z') }
  const counts = { good: 0, seen: 0, told: 0, refused: 0 }
  const unnamed: string[] = []
  for (const { name, base, bytes } of drawLaterUpdates([signer, other], count, seed)) {
    const read = readSignedPdf(bytes, options)
    const report = read.ok ? read.value.find(({ later }) => later.revisionBytes === base.signed.length) : undefined
    if (report?.isGood !== true) {
      counts.refused++
      continue
    }
    counts.good++
    const differences = compareByOthers(folder, base.signed, bytes)
    const kinds = new Set(report.later.additions.map(({ kind, isSeen }) => (isSeen === true ? 'seen' : kind)))
    if (differences.pixels) counts.seen++
    if (differences.values) counts.told++
    const isNamed =
      !differences.isUnreadable &&
      !differences.actions &&
      (!differences.pixels || kinds.has('seen') || kinds.has('field filled')) &&
      (!differences.values || kinds.has('field filled'))
    if (!isNamed) unnamed.push(`${name} ${JSON.stringify(base.traits)} ${JSON.stringify(differences)} ${[...kinds]}`)
  }
  const { good, seen, told, refused } = counts
  process.stdout.write(
    `seed ${seed}: ${good} good (${seen} look otherwise, ${told} with another field value, each named), ${refused} not good, ${unnamed.length} unnamed\n${unnamed.map((line) => `${line}\n`).join('')}`,
  )
  return unnamed.length === 0 ? 0 : 1
}

process.exitCode = await main()
