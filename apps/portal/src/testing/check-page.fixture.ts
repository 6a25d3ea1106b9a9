import assert from 'node:assert/strict'
import { utf8 } from '@madoguchi/kit'
import { HtmlValidate } from 'html-validate'
import { allPlaces, journeys } from '../app/journeys.ts'
import { loadPortalAssets } from '../shell/assets.ts'
import type { Seen } from './test-browser.fixture.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'no-autofocus': 'off',
    'attr-spacing': 'off',
    'require-sri': 'off',
    'long-title': 'off',
    // Only without a script, and what it shows stays the same until something arrived.
    'meta-refresh': 'off',
  },
})

/** A page is valid, names its operator, and needs no inline script or style (invariant 11). */
export async function checkPage(path: string, { text, headers }: Seen): Promise<void> {
  assert.match(text, /みほん窓口ポータル運営機構/, path)
  assert.doesNotMatch(text, / style="| on[a-z]+="|<style|<script(?! type="module" src=)/, path)
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
  assert.equal(headers.get('cache-control'), 'no-store', path)
  const { results } = await validator.validateString(text)
  const complaints = results.flatMap((result) => result.messages.map((m) => `${path} ${m.ruleId}: ${m.message}`))
  assert.deepEqual(complaints, [])
}

/** The scripts of a page weigh less than 20 kB together, and each import leads to a file that is there. */
export async function checkScripts(path: string, { text }: Seen): Promise<void> {
  const assets = await loadPortalAssets(
    journeys.flatMap(({ scripts = [] }) => scripts),
    allPlaces,
  )
  const modules = assets.filter(({ name }) => name.endsWith('.js'))
  const scripts = new Map(modules.map((one) => [one.path, utf8.decode(one.bytes)]))
  const todo = [...text.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src = '']) => src)
  assert.ok(todo.length > 0, path)
  const loaded = new Map<string, number>()
  for (let src = todo.pop(); src !== undefined; src = todo.pop()) {
    const script = scripts.get(src)
    assert.ok(script !== undefined, src)
    loaded.set(src, script.length)
    todo.push(...[...script.matchAll(/^import .*'([^']+)'$/gm)].map(([, name = '']) => name))
  }
  assert.ok([...loaded.values()].reduce((sum, length) => sum + length, 0) < 20_000, path)
}
