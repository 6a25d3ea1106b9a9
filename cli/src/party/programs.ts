import { agency } from './agency-program.ts'
import { core } from './core-program.ts'
import { portal } from './portal-program.ts'
import { registry } from './registry-program.ts'

/** The programs by name: the type of each app is its own. */
export const programs = { core, agency, registry, portal } as const
