import assert from 'node:assert/strict'
import { ok } from '@madoguchi/kit'
import type { SignedPdfAnswer } from '@madoguchi/pades'
import { makeBrowser } from '../../testing/test-browser.fixture.ts'
import { begin } from '../../testing/test-fill.fixture.ts'
import { type TestPortal, testOrigin } from '../../testing/test-portal.fixture.ts'
import type { PortalDeps } from '../deps.ts'
import { holdWork } from './held-work.fixture.ts'
import { countBefore, openRenderer } from './slow-renderer.fixture.ts'
import { shellLimits as limits } from './table.ts'

/** Where attacker and victim both sit: a school, a city hall, everybody behind one address of a provider. */
export const shared = '192.0.2.1'

export const heldPrints = holdWork(new Uint8Array(1))
export const heldReads = holdWork<SignedPdfAnswer>(ok([]))

/** A portal whose documents are done when the test says so. */
export const heldWork: Required<Pick<PortalDeps, 'renderer' | 'readSigned'>> = {
  renderer: {
    renderPdf: heldPrints.begin,
    renderForm: heldPrints.begin,
    renderFormSvg: async () => '<svg/>',
    [Symbol.asyncDispose]: async () => {},
  },
  readSigned: heldReads.begin,
}

/** A browser at the shared address with a draft of its own, which it prints. */
export async function openPrinter(world: TestPortal): Promise<() => Promise<number>> {
  const browser = makeBrowser(world, testOrigin, shared)
  const draft = await begin(browser)
  return async () => (await browser.get(`${draft}/form.pdf`)).status
}

/** A browser at the shared address that opened the page for signed documents, or that has a cookie of its own making. */
export async function openVerifier(world: TestPortal, turn?: string): Promise<() => Promise<number>> {
  const browser = makeBrowser(world, testOrigin, shared)
  if (turn === undefined) await browser.get('/card/verify')
  const planted = turn === undefined ? {} : { cookie: `__Host-turn=${turn}` }
  return async () => (await browser.sendFile('/card/verify', 'document', new Uint8Array([1]), planted)).status
}

/** However many strangers wait, a citizen waits for one document of theirs. */
export async function holdsCitizenApart(): Promise<void> {
  const { begun, prints, print } = openRenderer()
  for (let i = 0; i < limits['prints-of-strangers'].most; i++)
    print(prints.forStranger({ group: shared, one: `loud ${i}` }), 'loud')
  print(prints.forCitizen('acc'), 'citizen')
  assert.ok((await countBefore(begun, 'citizen')) <= 1)
}
