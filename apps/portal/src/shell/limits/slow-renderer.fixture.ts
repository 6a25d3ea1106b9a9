import assert from 'node:assert/strict'
import { makeTestClock, systemRandom } from '@madoguchi/kit'
import { makePrints } from './prints.ts'

/** A renderer whose documents are done when the test says so. */
export function openRenderer() {
  const begun: { title: string; end(): void }[] = []
  const render = (document: { title: string }) =>
    new Promise<Uint8Array<ArrayBuffer>>((resolve) => {
      begun.push({ title: document.title, end: () => resolve(new Uint8Array(0)) })
    })
  const renderer = {
    renderPdf: render,
    renderForm: () => render({ title: 'a form' }),
    renderFormSvg: async () => '',
    [Symbol.asyncDispose]: async () => {},
  }
  const prints = makePrints(renderer, {
    clock: makeTestClock('2026-11-22T06:00:00.000Z'),
    random: systemRandom,
  })
  const print = (printer: ReturnType<typeof prints.forCitizen>, title: string) => {
    const done = printer.renderPdf({ title } as Parameters<typeof printer.renderPdf>[0])
    done.catch(() => {})
    return done
  }
  return { begun, prints, print }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Ends one document after another until this one was begun; gives how many were before it. */
export async function countBefore(begun: readonly { title: string; end(): void }[], title: string): Promise<number> {
  for (let i = 0; i < 500; i++) {
    await settled()
    const at = begun.findIndex((one) => one.title === title)
    if (at >= 0) return at
    begun[i]?.end()
  }
  return assert.fail(`${title} was never begun`)
}
