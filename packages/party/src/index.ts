/**
 * The host of a node: what every party of the network has in common when it runs. Configuration, keys, directory, doors,
 * health, metrics, jobs, delivery and the end of all that; which party it is says its app.
 */

// A command line
export type { Command, Option, Surroundings, Values } from './command/command.ts'
export { textOf, textsOf } from './command/command.ts'
export { runOneOf } from './command/run-one-of.ts'
export { runProcess } from './command/run-process.ts'
export { usageError } from './command/usage-error.ts'
// Its configuration
export type { AnyExtra, Help, Source } from './config/config.ts'
export { listenType, partyHelp, readPartyConfig, readSource } from './config/config.ts'
export type { Listen } from './config/read-values.ts'
export { parseListen, readPinnedKey, readSecretBytes } from './config/read-values.ts'
export { waitingMaxHelp, waitingMaxType } from './config/waiting-max.ts'
// Running it
export { directorySentences } from './directory/directory-sentences.ts'
export { getHeld } from './directory/watch-held-file.ts'
// What an app is made of
export type { Job, Jobs } from './jobs.ts'
export { makeMigrateCommand } from './migrate-party.ts'
export { openDoors } from './open-doors.ts'
export type { NodeDeps } from './open-node.ts'
export { openNode } from './open-node.ts'
export type { App, Party, WatchOwn } from './open-party.ts'
export { openParty } from './open-party.ts'
export type { Configured, Program, ProgramName } from './program.ts'
export { demandKind, only } from './program.ts'
export { configOption, configure, makeProgramCommand, withApp } from './run-party.ts'
export { runProgram } from './run-program.ts'
