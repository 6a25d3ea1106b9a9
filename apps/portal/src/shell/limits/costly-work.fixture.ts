import assert from 'node:assert/strict'
import { makeBrowser } from '../../testing/test-browser.fixture.ts'
import { begin } from '../../testing/test-fill.fixture.ts'
import { type TestPortal, testOrigin } from '../../testing/test-portal.fixture.ts'
import type { PortalMeans } from '../deps.ts'
import { holdWork } from './held-work.fixture.ts'
import { countBefore, openRenderer } from './slow-renderer.fixture.ts'
import { shellLimits as limits } from './table.ts'

/** Where attacker and victim both sit: a school, a city hall, everybody behind one address of a provider. */
export const shared = '192.0.2.1'

export const heldPrints = holdWork(new Uint8Array(1))

/** A portal whose documents are done when the test says so. */
export const heldWork: Required<Pick<PortalMeans, 'renderer'>> = {
  renderer: {
    renderPdf: heldPrints.begin,
    renderForm: heldPrints.begin,
    renderFormSvg: async () => '<svg/>',
    [Symbol.asyncDispose]: async () => {},
  },
}

/** A browser at the shared address with a draft of its own, which it prints. */
export async function openPrinter(world: TestPortal): Promise<() => Promise<number>> {
  const browser = makeBrowser(world, testOrigin, shared)
  const draft = await begin(browser)
  return async () => (await browser.get(`${draft}/form.pdf`)).status
}

/** However many strangers wait, a citizen waits for one document of theirs. */
export async function holdsCitizenApart(): Promise<void> {
  const { begun, prints, print } = openRenderer()
  for (let i = 0; i < limits['prints-of-strangers'].most; i++)
    print(prints.forStranger({ group: shared, one: `loud ${i}` }), 'loud')
  print(prints.forCitizen('acc'), 'citizen')
  assert.ok((await countBefore(begun, 'citizen')) <= 1)
}
