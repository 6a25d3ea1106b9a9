import { execFile } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import { browsers } from './browser-places.ts'
import { type InstallOptions, planInstall, type Step } from './plan-install.ts'

const run = promisify(execFile)

export type Change = { readonly place: string; readonly change: 'written' | 'unchanged' | 'removed' | 'absent' }

/** Writes what is not there yet or reads otherwise. Doing it again changes nothing. Throws HOST_INSTALL_FAILED. */
export async function installHost(options: InstallOptions): Promise<Change[]> {
  return forEachStep(planInstall(options), async (step) => {
    if (step.kind === 'registry') {
      await run('reg', ['add', step.key, '/ve', '/t', 'REG_SZ', '/d', step.value, '/f'])
      return 'written'
    }
    if ((await findText(step.path)) === step.text) return 'unchanged'
    await mkdir(dirname(step.path), { recursive: true })
    // A browser that looks just now finds the old file or the new one, never half of it.
    await writeWhole({ path: step.path, data: step.text, mode: step.isProgram ? 0o755 : 0o644 })
    return 'written'
  })
}

/** Takes it back for the browsers that are named; the starter goes with the last of them. Throws HOST_INSTALL_FAILED. */
export async function uninstallHost(options: InstallOptions): Promise<Change[]> {
  const steps = planInstall(options)
  const manifests = await forEachStep(
    steps.filter((step) => step.kind === 'registry' || (!step.isProgram && !isBesideRegistry(step, steps))),
    removeStep,
  )
  const others = planInstall({ ...options, browsers }).filter((step) => step.kind === 'file' && !step.isProgram)
  const left = await Promise.all(others.map((step) => (step.kind === 'file' ? findText(step.path) : undefined)))
  if (options.platform !== 'win32' && left.some((text) => text !== undefined)) return manifests
  const shared = steps.filter((step) => step.kind === 'file' && (step.isProgram || isBesideRegistry(step, steps)))
  return [...manifests, ...(await forEachStep(shared, removeStep))]
}

/** On Windows the manifest is one file that every browser's key names. */
function isBesideRegistry(step: Step, steps: readonly Step[]): boolean {
  return step.kind === 'file' && !step.isProgram && steps.some(({ kind }) => kind === 'registry')
}

async function removeStep(step: Step): Promise<Change['change']> {
  if (step.kind === 'registry') {
    await run('reg', ['delete', step.key, '/f'])
    return 'removed'
  }
  if ((await findText(step.path)) === undefined) return 'absent'
  await rm(step.path)
  return 'removed'
}

async function forEachStep(
  steps: readonly Step[],
  perform: (step: Step) => Promise<Change['change']>,
): Promise<Change[]> {
  const changes: Change[] = []
  for (const step of steps) {
    const place = step.kind === 'file' ? step.path : step.key
    try {
      changes.push({ place, change: await perform(step) })
    } catch (cause) {
      throw new AppError(
        'HOST_INSTALL_FAILED',
        `${place} を書きかえられませんでした。書きこむ権限と空きを確かめてください。(HOST_INSTALL_FAILED)`,
        { cause, facts: { place } },
      )
    }
  }
  return changes
}
