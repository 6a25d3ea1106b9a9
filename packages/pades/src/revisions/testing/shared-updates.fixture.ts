import { streamOf } from './append-section.fixture.ts'
import { at, packetOf } from './base-files.fixture.ts'
import type { Operation } from './honest-updates.fixture.ts'
import { sign } from './honest-updates.fixture.ts'
import { otherText } from './unread-updates.fixture.ts'
import type { Maker } from './update-maker.fixture.ts'

function whereShared(make: Operation): Operation {
  return (m: Maker) => (m.base.traits.isShared === true ? make(m) : undefined)
}

/** What may be renewed, in a document whose pages draw with it, too, under names that are alike. */
export const sharedUpdates: Readonly<Record<string, Operation>> = {
  'shared: document information': whereShared((m) => m.write([m.change(at.info, { Producer: '/DeviceRGB' })])),
  'shared: metadata': whereShared((m) =>
    m.write([{ number: at.metadata, body: streamOf('/Type/Metadata/Subtype/XML', packetOf('Form', 'q Q')) }]),
  ),
  'shared: catalog': whereShared((m) => m.write([m.change(at.catalog, { Version: '/1.7' })])),
  'shared: page, or its annotations': whereShared((m) => m.write(sign(m))),
  'shared: field': whereShared((m) => m.write([m.change(at.text, { V: '(5)' })])),
  'shared: value of a field': whereShared((m) => m.write([{ number: at.heldValue, body: '(5)' }])),
  'shared: validation data': whereShared((m) => m.write([{ number: at.certificates, body: `[${at.logo} 0 R]` }])),
  'shared: what is called by a number that only some read': (m) =>
    m.base.traits.oddReference === undefined
      ? undefined
      : m.write([{ number: m.base.danglingNumber, body: streamOf('/PatternType 1', otherText) }]),
}
