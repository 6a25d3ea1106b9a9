export { openDoors, openParty } from './party/open-party.ts'
export { programs } from './party/programs.ts'
export { configure, withApp } from './party/run-party.ts'
export { run } from './run.ts'
