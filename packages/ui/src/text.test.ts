import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDateTime } from '@madoguchi/kit'
import { makeAsset, makeAssetPath } from './asset.ts'
import { keepEra, renderDate, sayDate, sayMonth } from './date-text.ts'
import { checkedHref, html } from './html.ts'
import { loadAssets, pickTokens } from './load-assets.ts'
import { pagesShown } from './pagination.ts'
import { formatYen } from './yen-text.ts'

test('a date is read in both calendars', () => {
  assert.equal(sayDate('2026-11-22'), '2026年11月22日(令和8年)')
  assert.equal(sayDate('2019-05-01'), '2019年5月1日(令和元年)')
  assert.equal(sayDate('2019-04-30'), '2019年4月30日(平成31年)')
  assert.equal(sayDate('1989-01-08'), '1989年1月8日(平成元年)')
  assert.equal(sayDate('1989-01-07'), '1989年1月7日(昭和64年)')
  assert.equal(sayDate('1926-12-25'), '1926年12月25日(昭和元年)')
  assert.equal(sayDate('1872-12-31'), '1872年12月31日')
})

test('a moment is told in Tokyo time, whatever the machine thinks', () => {
  assert.equal(formatDateTime(new Date('2026-11-22T06:04:00Z')), '2026年11月22日(令和8年)15:04')
  assert.equal(formatDateTime(new Date('2025-12-31T15:00:00Z')), '2026年1月1日(令和8年)00:00')
  assert.equal(sayMonth(new Date('2026-10-31T15:00:00Z')), '2026年11月')
  assert.equal(
    String(renderDate(new Date('2025-12-31T15:00:00Z'))),
    '<time datetime="2026-01-01">2026年1月1日<wbr><span class="whole">(令和8年)</span><wbr></time>',
  )
})

test('on a narrow screen no line ends within an era, and what has none stays as it is', () => {
  assert.equal(String(keepEra('2026年度(令和8年度)')), '2026年度<wbr><span class="whole">(令和8年度)</span><wbr>')
  for (const text of ['みほん市', 'あなた(窓口を通して)', '(令和8年)', '1872年12月31日', '<(令和8年'])
    assert.equal(String(keepEra(text)).replace('&lt;', '<'), text)
})

test('a day that is not in the calendar is refused', () => {
  for (const day of ['2026-02-30', '2026-13-01', '2026-1-1', '20260101-1-1'] as const) assert.throws(() => sayDate(day))
})

test('yen are whole and have commas', () => {
  assert.equal(formatYen(1_234_567), '1,234,567円')
  assert.equal(formatYen(-1234), '-1,234円')
  assert.equal(formatYen(123_456_789_012_345_678n), '123,456,789,012,345,678円')
  for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) assert.throws(() => formatYen(amount))
})

test('a long list shows the first page, the last and the neighbours', () => {
  assert.deepEqual(pagesShown(1, 1), [1])
  assert.deepEqual(pagesShown(1, 24), [1, 2, undefined, 24])
  assert.deepEqual(pagesShown(6, 24), [1, undefined, 5, 6, 7, undefined, 24])
  assert.deepEqual(pagesShown(24, 24), [1, undefined, 23, 24])
  assert.deepEqual(pagesShown(2, 3), [1, 2, 3])
})

test('markup stays, text is escaped, nothing is left out', () => {
  const inner = html`<b>${'<&>"'}</b>`
  assert.equal(String(html`${inner}${undefined}${false}${null}${0}${['a', ['<']]}`), '<b>&lt;&amp;&gt;&quot;</b>0a&lt;')
})

test('a link that runs a script or leaves the site in disguise is refused', () => {
  const bad = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:x',
    '//evil.example',
    '/\\evil.example',
    'data:text/html,x',
    '',
    'next',
    '/a\nb',
    'vbscript:x',
    'http:evil',
  ]
  for (const href of bad) assert.throws(() => checkedHref(href), href)
  for (const href of [
    '/',
    '/a?b=c#d',
    '#main',
    '?page=2',
    'https://example.com/',
    'mailto:a@example.com',
    'tel:0120000000',
  ]) {
    assert.equal(checkedHref(href), href)
  }
})

test('the stylesheet is small, and carries the tokens it uses and no more', async () => {
  const assets = await loadAssets()
  const path = makeAssetPath(assets)
  const style = assets.find(({ name }) => name === 'style.css')
  assert(style !== undefined)
  const css = new TextDecoder().decode(style.bytes)
  const [own = ''] = css.split('@font-face')
  assert(own.length < 40_000, `${own.length} characters`)
  assert.match(path('style.css'), /^\/assets\/style\.[\w-]{16}\.css$/)
  for (const [, name] of own.matchAll(/var\((--[a-z0-9-]+)/g)) assert(own.includes(`${name}:`), name)
  for (const [, file] of css.matchAll(/url\((f-[^)]+)\)/g))
    assert(assets.some((asset) => asset.path === `/assets/${file}`))
  assert.equal(pickTokens('--a: var(--b); --b: 1; --c: 2;', 'color: var(--a)'), ':root{--a:var(--b);--b:1}')
})

test('an asset is found by its name, and a name that is not there is our mistake', () => {
  const bytes = new TextEncoder().encode('export {}')
  const asset = makeAsset({ name: 'login.js', contentType: 'text/javascript; charset=utf-8', bytes })
  assert.match(makeAssetPath([asset])('login.js'), /^\/assets\/login\.[\w-]{16}\.js$/)
  assert.throws(() => makeAssetPath([asset])('other.js'))
  assert.throws(() => makeAssetPath([asset, asset]))
  assert.throws(() => makeAsset({ name: '../login.js', contentType: 'text/javascript', bytes }))
})
