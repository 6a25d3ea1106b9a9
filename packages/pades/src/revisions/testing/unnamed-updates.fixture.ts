import type { Appended } from './append-section.fixture.ts'
import { streamOf } from './append-section.fixture.ts'
import { at } from './base-files.fixture.ts'
import type { Operation } from './honest-updates.fixture.ts'
import { fill, sign } from './honest-updates.fixture.ts'
import { otherText } from './unread-updates.fixture.ts'
import type { Maker } from './update-maker.fixture.ts'

/** All that the newest revision has, at its place, in one section. */
function restate(m: Maker): readonly Appended[] {
  const rows = new Map<number, Appended>()
  for (const { entries } of m.pdf.xref.sections)
    for (const [number, entry] of entries)
      if (!rows.has(number) && entry.kind === 'offset')
        rows.set(number, { number, generation: entry.generation, offset: entry.offset })
  return [...rows.values()]
}

/** Bytes that no cross-reference names, or that one names in another way. */
export const unnamedUpdates: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(
    (['content', 'page', 'catalog', 'font', 'link', 'text', 'textLooks', 'info', 'form'] as const).map((name) => [
      `unnamed: ${name} without a section`,
      (m: Maker) => {
        const body = name === 'content' ? streamOf('', otherText) : m.change(at[name], { Changed: 'true' })
        const one = typeof body === 'string' ? { number: at[name], body } : body
        return m.write([one], { isBare: true, behind: m.draw.pick(['', `%${'x'.repeat(900)}\n`]) })
      },
    ]),
  ),
  'unnamed: content beside a named object': (m) => {
    const stray = `${at.content} 0 obj\n${streamOf('', otherText)}\nendobj\n`
    return m.write(m.draw.pick([sign(m), fill(m, '5'), []]), m.draw.pick([{ before: stray }, { between: stray }]))
  },
  'unnamed: in an object stream of which no section speaks': (m) => {
    const packed = `${at.content} 0 `
    const body = streamOf(`/Type/ObjStm/N 1/First ${packed.length}`, `${packed}<</Length 0>>`)
    return m.write([{ number: m.take(), body }])
  },
  'unnamed: junk': (m) => m.write(sign(m), { between: `${m.draw.pick(['junk', '(text', '<<', 'endobj', '1 2 3'])}\n` }),
  'unnamed: behind the end': (m) =>
    m.write(sign(m), { behind: `${at.content} 0 obj\n${streamOf('', otherText)}\nendobj\n` }),
  'unnamed: comment alone behind the end': (m) =>
    m.write([], { isBare: true, behind: m.draw.pick(['% hello\n', '%%EOF % hello\n', '%%EOF\n%1 0 obj\n']) }),
  'unnamed: comment behind the end of another signature': (m) => m.write(sign(m), { behind: '% hello\n' }),
  'unnamed: end far away': (m) =>
    m.write(sign(m), { behind: m.draw.pick([`%${'y'.repeat(1_100)}\n`, '\n'.repeat(1_100)]) }),
  'unnamed: startxref of nothing': (m) => m.write(sign(m), { before: 'startxref\n12\n%%EOF\n' }),
  'unnamed: trailer without a section': (m) =>
    m.write([{ number: at.content, body: streamOf('', otherText) }], {
      isBare: true,
      behind: 'trailer\n<</Root 1 0 R>>\n',
    }),
  'unnamed: a table of everything anew': (m) => m.write(restate(m), { previous: 'none' }),
  'unnamed: a chain past the signed section': (m) => {
    const previous = m.pdf.xref.offsets[1]
    return previous === undefined ? undefined : m.write(sign(m), { previous })
  },
}
