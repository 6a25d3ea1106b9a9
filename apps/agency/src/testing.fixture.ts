/** For tests of the whole network: an officer at the desk, in a browser without a script. */

export type { DeskBrowser } from './desk/testing/test-desk.fixture.ts'
export { deskOrigin, enterDesk } from './desk/testing/test-desk.fixture.ts'
