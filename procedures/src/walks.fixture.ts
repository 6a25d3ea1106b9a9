import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PdfRenderer } from '@madoguchi/documents'
import type { Procedure } from '@madoguchi/forms'
import { isComplete } from '@madoguchi/forms'
import type { Bytes } from '@madoguchi/kit'
import { explainWrong } from './explain-wrong.ts'
import { readTemplate } from './load-procedures.ts'
import { makeForm } from './print/make-form.ts'
import type { Walk } from './walk.ts'
import { followWalk, parseWalk } from './walk.ts'

export const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
export const order = { addressee: 'みほん市長', operator: 'みほん窓口ポータル運営機構', madeAt: new Date(0) }

export function runPoppler(tool: string, args: readonly string[], pdf: Bytes): string {
  return execFileSync(tool, [...args], {
    input: pdf,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  })
}

/** The text as it is read aloud, without the spaces and line breaks of the layout. */
export function readPdfText(pdf: Bytes): string {
  return runPoppler('pdftotext', ['-raw', '-', '-'], pdf).replace(/[\s\u200b]+/g, '')
}

export function readWalks(folder: string): readonly (readonly [string, Walk])[] {
  const names = readdirSync(join(folder, 'walks')).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => [name, parseWalk(readFileSync(join(folder, 'walks', name), 'utf8'))] as const)
}

/** Follows a walk and compares everything that it says: pages, what is dropped, what is printed. */
export async function assertWalk(procedure: Procedure, walk: Walk, place: { folder: string; renderer: PdfRenderer }) {
  const { filling, pages, dropped } = followWalk(procedure, walk)
  assert.deepEqual(pages, walk.pages, 'the pages on the way')
  assert.deepEqual([...dropped].sort(), [...walk.dropped].sort(), 'the answers that are left out')
  const last = procedure.pages.find(({ id }) => id === pages.at(-1))
  if (last?.kind === 'stop') return assert.equal(isComplete(filling), false, 'whoever is stopped has no form')
  assert.equal(explainWrong(filling).join('\n'), '', 'something is missing or wrong')
  const template = readTemplate(procedure, place.folder)
  const pdf = await place.renderer.renderForm(makeForm(filling, { ...order, template }))
  if (!hasPoppler) return
  const text = readPdfText(pdf)
  for (const wanted of walk.text ?? []) assert.ok(text.includes(squeeze(wanted)), `the form lacks ${wanted}`)
  for (const unwanted of walk.notInText ?? []) assert.ok(!text.includes(squeeze(unwanted)), `the form has ${unwanted}`)
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '')
}
