import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { changedOrders } from './changed-orders.ts'
import { changeOneSign, findLabels, fits, listKeptLabels } from './labels.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const labels = findLabels()

/** What holds a source: the vectors beside it, as a journey has that can be deleted, or else those of its workspace. */
function vectorsOf(path: string): string {
  const beside = path.replace(/[^/]*$/, 'kept-vectors.test.ts')
  return existsSync(join(root, beside)) ? beside : path.replace(/\/src\/.*/, '/src/kept-vectors.test.ts')
}

/** Runs the vectors as if the source had been changed. Gives the exit code and what was said. */
function runVectors(path: string, from: string, to: string): Promise<{ code: number; said: string }> {
  const test = vectorsOf(path)
  const hook = new URL(`mutate-source.ts?${new URLSearchParams({ path, from, to })}`, import.meta.url)
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', hook.href, test], { cwd: root, env: {} }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), said: stdout + stderr }),
    )
  })
}

describe('what is kept has a contract (invariant 16)', { concurrency: 2 }, () => {
  it('every label in the source has a vector, and every vector’s label is in the source', () => {
    const kept = listKeptLabels()
    for (const label of labels)
      assert.ok(
        kept.some((one) => fits(label, one)),
        `${label.path}: no vector for ${label.literal}`,
      )
    for (const one of kept)
      assert.ok(
        labels.some((label) => fits(label, one)),
        `no source makes ${one}`,
      )
  })

  for (const { path, literal } of labels) {
    for (const changed of changeOneSign({ path, literal })) {
      it(`a vector falls when ${literal} becomes ${changed} in ${path}`, async () => {
        const { code, said } = await runVectors(path, literal, changed)
        assert.ok(!said.includes('NOT FOUND'), said)
        assert.notEqual(code, 0)
      })
    }
  }

  for (const [path, from, to] of changedOrders) {
    it(`a vector falls when ${JSON.stringify(from)} becomes ${JSON.stringify(to)} in ${path}`, async () => {
      const { code, said } = await runVectors(path, from, to)
      assert.ok(!said.includes('NOT FOUND'), said)
      assert.notEqual(code, 0)
    })
  }

  for (const workspace of new Set(
    [...labels.map(({ path }) => path), ...changedOrders.map(([path]) => path)].map((path) =>
      path.replace(/\/src\/.*/, '/src/index.ts'),
    ),
  )) {
    it(`nothing falls where nothing is changed: ${workspace}`, async () => {
      assert.deepEqual((await runVectors(workspace, '', '')).code, 0)
    })
  }
})
