import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { Step } from './read-steps.ts'
import { readSteps } from './read-steps.ts'

/** Where a computer has its own programs, its own Node among them: of any version from 20 up, which is all that our pages ask for. */
const barePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What a newcomer's shell knows: nothing of ours stands on the PATH, and their home is an empty folder. */
export function makeBareEnvironment(folder: string): Record<string, string> {
  return {
    PATH: barePath,
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    USER: 'newcomer',
    npm_config_update_notifier: 'false',
  }
}

export type Following = {
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** Where the shell stands when it begins. */
  readonly folder: string
}

/** Follows every step of a page, and gives what was to be seen. Fails at the first that is not as the page says. */
export async function followPage(page: string, following: Following): Promise<string> {
  return followSteps(await readSteps(page), following)
}

/**
 * One shell follows the steps as somebody would who pastes them, and stops at the first that fails (or does not, where the
 * page says that it will). What the page shows below a step has to be seen. Ended with the group of everything that it
 * started when it takes too long.
 */
export async function followSteps(
  steps: readonly Step[],
  { environment, timeoutMs, folder }: Following,
): Promise<string> {
  const script = steps.map(({ script, isToFail }, i) => `${sayStep(i)}\n${isToFail ? expectFailure(script) : script}`)
  const { status, out } = await runShell([leash, ...script].join('\n'), { environment, timeoutMs, folder })
  assert.equal(status, 0, out)
  for (const [i, { seen }] of steps.entries()) {
    const [, after = ''] = out.split(`=== step ${i + 1}\n`)
    const [shown = ''] = after.split(/^=== step /m)
    const unseen = findUnseen(seen, shown)
    assert.equal(unseen, undefined, `step ${i + 1} does not show what the page says: ${unseen}\n${shown}`)
  }
  return out
}

/** One stream for all that is said. Descriptor 3 is held by the test: when it is gone, ended by its runner too, so is all that the steps started. */
const leash = `exec 2>&1
(read -r <&3 || kill -KILL 0) & disown
exec 3<&-`

function sayStep(i: number): string {
  return `echo '=== step ${i + 1}'`
}

function expectFailure(script: string): string {
  return `if (\n${script}\n); then echo 'The page says that this fails, and it does not.'; exit 1; fi`
}

/** The first line that is nowhere; `…` stands for anything within a line. In any order: tests are done as they are done. */
function findUnseen(lines: readonly string[], shown: string): string | undefined {
  const all = shown.split('\n')
  return lines.find((line) => !all.some((one) => fits(line, one)))
}

function fits(line: string, shown: string): boolean {
  let from = 0
  return line.split('…').every((part) => {
    const at = shown.indexOf(part.trim(), from)
    from = at + part.trim().length
    return at !== -1
  })
}

type Shell = { readonly status: number | null; readonly out: string }

function runShell(script: string, { environment, timeoutMs, folder }: Following): Promise<Shell> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const parts: Buffer[] = []
  for (const stream of [shell.stdout, shell.stderr]) stream?.on('data', (part: Buffer) => parts.push(part))
  const endGroup = () => {
    try {
      process.kill(-(shell.pid ?? 0), 'SIGKILL')
    } catch {
      // All of them have ended already.
    }
  }
  const timer = setTimeout(() => {
    parts.push(Buffer.from(`\nended after ${timeoutMs / 1000} s\n`))
    endGroup()
  }, timeoutMs)
  return new Promise((resolve) => {
    // What the steps started in the background would keep the pipes open when a step fails.
    shell.on('exit', (status) => {
      clearTimeout(timer)
      endGroup()
      shell.stdio[3]?.destroy()
      setTimeout(() => resolve({ status, out: Buffer.concat(parts).toString() }), 50)
    })
  })
}
