import { listReaders, withCard } from '@madoguchi/card/pcsc'
import { badLine, type DoctorLine, diagnoseHost, finding, goodLine } from '@madoguchi/card/protocol'
import { findConfined, findInstalled, readHostStatus } from '@madoguchi/card-host'
import { systemClock } from '@madoguchi/kit'
import type { Command } from '@madoguchi/party'
import { textOf } from '@madoguchi/party'
import { readHome, readPlatform } from '../host-options.ts'

const marks = { good: '✓', bad: '✗', hint: '・' } as const
const portalTimeoutMs = 5000

export const cardDoctor: Command = {
  name: 'card doctor',
  summary: 'look for what keeps a card from being used; no PIN is asked for. Status 1 when something does',
  examples: ['madoguchi card doctor', 'madoguchi card doctor --portal http://localhost:8480'],
  options: {
    portal: { type: 'string', value: 'URL', help: 'ask this portal, too, whether it can look up revoked certificates' },
  },
  async run(values, surroundings) {
    const installed = await findInstalled(readPlatform(), readHome(surroundings))
    const host = installed.length === 0 ? badLine('host', 'HOST_MISSING') : goodLine('host', installed.join('、'))
    const confined = await findConfined(readPlatform(), readHome(surroundings))
    const status = await readHostStatus({ slot: { withCard, listReaders }, signal: surroundings.signal })
    const portal = textOf(values, 'portal')
    const lines = [
      host,
      ...(confined.length === 0
        ? []
        : [finding('browser', 'CONFINED_BROWSER', { state: 'hint', detail: confined.join('、') })]),
      ...diagnoseHost(status, systemClock.now()),
      ...(portal === undefined ? [] : await askPortal(portal)),
    ]
    surroundings.out(lines.map(render).join(''))
    return lines.some(({ state }) => state === 'bad') ? 1 : 0
  },
}

function render({ title, state, sentence, next }: DoctorLine): string {
  return `${marks[state]} ${title}: ${sentence}\n${next === undefined ? '' : `    → ${next}\n`}`
}

/** A portal that does not tell is not called ill: the line is left out. */
async function askPortal(portal: string): Promise<DoctorLine[]> {
  try {
    const response = await fetch(new URL('/api/v1/card-health', portal), {
      signal: AbortSignal.timeout(portalTimeoutMs),
      headers: { accept: 'application/json' },
    })
    if (response.status === 404) return []
    const told: unknown = await response.json()
    const isWell = typeof told === 'object' && told !== null && 'revocation' in told && told.revocation === 'reachable'
    return [isWell ? goodLine('revocation') : finding('revocation', 'REVOCATION_UNREACHABLE')]
  } catch {
    // Not reached, or it said nothing that can be read: the line says what to do.
    return [finding('revocation', 'REVOCATION_UNREACHABLE')]
  }
}
