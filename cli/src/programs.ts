import { agency } from '@madoguchi/agency'
import { core } from '@madoguchi/core'
import { portal } from '@madoguchi/portal'
import { registry } from '@madoguchi/registry'

/** The programs by name: the type of each app is its own. */
export const programs = { core, agency, registry, portal } as const
