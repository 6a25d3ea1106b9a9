import { AssertionError } from 'node:assert'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { exampleSets, renderGallery } from './gallery.fixture.ts'
import { exampleSite } from './page.fixture.ts'

const hostile = [
  '"><script>alert(1)</script>',
  "' onfocus='alert(1)",
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
]

// What a hostile text must never leave behind in the markup: none of these survives escaping.
const breaches = [/<script>/i, /<img/i, /' onfocus='/, /(?:href|action|src)="\s*javascript:/i]

test('every text in every example is escaped or refused', () => {
  for (const { component, examples } of exampleSets) {
    let shown = 0
    for (const { props, render } of examples) {
      for (const other of withEachTextReplaced(props)) {
        const out = renderUnlessRefused(() => String(render(other)))
        if (out === undefined) continue
        shown += 1
        for (const breach of breaches) assert.doesNotMatch(out, breach, component)
      }
    }
    assert(shown > 0, `${component} shows some text`)
  }
})

test('every component has its examples beside it, and the gallery shows them all', () => {
  const files = readdirSync(new URL('.', import.meta.url))
  const gallery = readSource('gallery.fixture.ts')
  const without = ['field.ts', 'icon.ts', 'date-text.ts', 'yen-text.ts', 'page-footer.ts']
  for (const file of files.filter((name) => /^[a-z-]+\.ts$/.test(name) && !without.includes(name))) {
    if (!/^export function render/m.test(readSource(file))) continue
    assert(gallery.includes(`./${file.replace('.ts', '.fixture.ts')}`), `${file} has examples in the gallery`)
  }
})

test('the gallery and every whole page are valid HTML', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: {
      // An autofocus on an error summary is what moves the reader to it without a script.
      'no-autofocus': 'off',
      // Spaces between attributes of one template are of no concern to a browser.
      'attr-spacing': 'off',
      // The hash in the path does this, and our scripts are from our own origin.
      'require-sri': 'off',
      // The page's name stands behind its title; Japanese needs few characters, other languages more.
      'long-title': 'off',
    },
  })
  const pages = exampleSets
    .filter(({ component }) => component === 'page')
    .flatMap(({ examples }) => examples.map(({ props, render }) => String(render(props))))
  for (const page of [...pages, String(renderGallery(exampleSite))]) {
    const { results } = await validator.validateString(page)
    const messages = results.flatMap((result) =>
      result.messages.map((m) => `${m.ruleId}: ${m.message} (${m.selector})`),
    )
    assert.deepEqual(messages, [])
  }
})

test('nothing needs an inline style or an inline script', () => {
  assert.doesNotMatch(String(renderGallery(exampleSite)), / style="| on[a-z]+="|<style|<script>/)
})

/** The same props once for every text in them and every hostile text. Markup made by `html` is left alone. */
function* withEachTextReplaced(value: unknown): Generator<unknown> {
  if (typeof value === 'string') yield* hostile
  if (typeof value !== 'object' || value === null || value instanceof String || value instanceof Date) return
  const entries = Object.entries(value)
  for (const [index, [key, inner]] of entries.entries()) {
    for (const other of withEachTextReplaced(inner)) {
      const copy = [...entries.slice(0, index), [key, other] as const, ...entries.slice(index + 1)]
      yield Array.isArray(value) ? copy.map(([, item]) => item) : Object.fromEntries(copy)
    }
  }
}

function renderUnlessRefused(render: () => string): string | undefined {
  try {
    return render()
  } catch (error) {
    // Words from a fixed list (a tone, a language) make a lookup fail; ids and links are asserted.
    if (error instanceof AssertionError || error instanceof TypeError) return undefined
    throw error
  }
}

function readSource(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}
