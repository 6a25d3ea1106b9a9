/** For tests of the whole network: an officer at the desk, in a browser without a script, and a filing that an agency has taken. */

export { fileHere } from './desk/cases/testing/file-here.fixture.ts'
export type { DeskBrowser } from './desk/testing/test-desk.fixture.ts'
export { deskOrigin, enterDesk } from './desk/testing/test-desk.fixture.ts'
