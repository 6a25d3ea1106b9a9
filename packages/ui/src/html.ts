import assert from 'node:assert/strict'
import { html as honoHtml, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Markup that has been escaped already. Only `html` makes it. */
export type Html = HtmlEscapedString

/** What may stand in a template: text is escaped, markup is kept, nothing is left out. */
export type Child = Html | string | number | false | null | undefined | readonly Child[]

/** A tagged template: every text put into it is escaped, in text and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly Child[]): Html {
  const out = honoHtml(strings, ...values)
  assert(!(out instanceof Promise), 'markup is made from values that are there, not from promises')
  return out
}

/** Markup that `html` made before, and that was sealed since: never anything else. */
export function reopenHtml(text: string): Html {
  return raw(text)
}

type AttributeValue = string | number | boolean | undefined

const attributeName = /^[a-z][a-z0-9-]*$/

/**
 * Attributes in one go: `undefined` and `false` are left out, `true` stands alone, all else is escaped and quoted.
 * Inline styles and event handlers are refused, since the content security policy would drop them.
 */
export function attributes(values: Readonly<Record<string, AttributeValue>>): Html {
  const parts: Html[] = []
  for (const [name, value] of Object.entries(values)) {
    assert(attributeName.test(name) && name !== 'style' && !name.startsWith('on'), 'an attribute we allow')
    if (value === undefined || value === false) continue
    parts.push(value === true ? html` ${name}` : html` ${name}="${value}"`)
  }
  return html`${parts}`
}

/**
 * Lets through only links that cannot run a script and cannot pretend to be a path of ours:
 * `/path`, `#part`, `?query`, `https:`, `http:`, `mailto:`, `tel:`. Anything else is a mistake of ours.
 */
export function checkedHref(href: string): string {
  const isOurs = /^(?:\/(?![/\\])|[?#])/.test(href)
  const isOutside = /^(?:https?:\/\/|mailto:|tel:)/i.test(href)
  assert((isOurs || isOutside) && !hasControl(href), 'a link that is safe to follow')
  return href
}

function hasControl(text: string): boolean {
  return [...text].some((char) => (char.codePointAt(0) ?? 0) < 0x20 || char === '\u007f')
}
