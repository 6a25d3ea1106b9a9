/** For tests of other packages. */
export { countWiped, listWiped } from './list-wiped.fixture.ts'
export { waitUntil } from './wait-until.fixture.ts'
