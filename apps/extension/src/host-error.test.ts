import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { getHostCode } from './host-error.ts'

const notFound = 'Specified native messaging host not found.'
const exited = 'Native host has exited.'
const unreadable = 'Error when communicating with the native messaging host.'

for (const [what, message, code] of [
  ['card-host was never installed', notFound, 'HOST_MISSING'],
  ['its manifest names a relative path', notFound, 'HOST_MISSING'],
  ['its manifest is under a name with capitals', notFound, 'HOST_MISSING'],
  ['its manifest names an origin without the slash', notFound, 'HOST_MISSING'],
  [
    'its manifest names another extension',
    'Access to the specified native messaging host is forbidden.',
    'HOST_FORBIDDEN',
  ],
  ['it may not be executed', exited, 'HOST_EXITED'],
  ['the interpreter it names is not there', exited, 'HOST_EXITED'],
  ['it ended in the middle', exited, 'HOST_EXITED'],
  ['something else than messages came out of it, or one too large', unreadable, 'HOST_UNREADABLE'],
] as const)
  test(`the citizen hears the right cause when ${what}`, () => assert.equal(getHostCode(message), code))

test('a browser that says something new, or nothing, still gives a cause', () => {
  assert.equal(getHostCode(undefined), 'HOST_EXITED')
  fc.assert(fc.property(fc.string(), (message) => assert.match(getHostCode(message), /^HOST_/)))
})
