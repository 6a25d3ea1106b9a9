import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPdfRenderer } from './open-pdf-renderer.ts'
import { uncoverPages } from './uncover-pages.ts'

test('a preview of several pages shows each of them: no white ground lies over the page before', async () => {
  await using renderer = openPdfRenderer()
  const template = '#set page(width: 100pt, height: 100pt)\n#rect(fill: white)\nA\n#pagebreak()\nB\n#pagebreak()\nC'
  const svg = await renderer.renderFormSvg({ template, data: {}, madeAt: new Date('2026-11-22T06:00:00Z') })
  assert.match(svg, /^<svg [^>]*viewBox="0 0 100 300"[^>]*>\n {4}<rect width="100%" height="100%" fill="#ffffff"\/>\n/)
  const grounds = svg.match(/<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v 100 /g) ?? []
  assert.equal(grounds.length, 0)
  assert.match(svg, /<path class="typst-shape" fill="#ffffff"/, 'what a form paints white itself stays')
  assert.equal(uncoverPages('<p>no picture</p>'), '<p>no picture</p>')
})
