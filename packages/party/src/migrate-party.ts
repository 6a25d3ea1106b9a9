import { migrate } from '@madoguchi/db'
import { readConfig } from '@madoguchi/server'
import type { Command } from './command/command.ts'
import { textOf } from './command/command.ts'
import type { Help, Source } from './config/config.ts'
import { partyHelp, readSource } from './config/config.ts'
import { makeConfigFiles } from './config/config-files.ts'
import { readDatabaseUrl } from './config/read-values.ts'
import type { App } from './open-party.ts'
import type { Program, ProgramName } from './program.ts'
import { configOption } from './run-party.ts'

const migrateHelp: Help = {
  MADOGUCHI_DATABASE_OWNER_URL_FILE:
    'holds the database URL of the role that owns it (secret file, 0600); the program itself refuses this name',
}

/**
 * The command that brings a program's database to what the program expects, and ends. It alone is given the owner's URL:
 * a program that serves has none, and whoever takes it over cannot undo what the owner forbids.
 */
export function makeMigrateCommand<A extends App>(name: ProgramName, program: Program<A>): Command {
  return {
    name: `${name} migrate`,
    summary: `bring the database of ${name === 'agency' ? 'an agency' : `the ${name}`} to what this release expects, as its owner, and end`,
    examples: [`madoguchi ${name} migrate --config ${name}.env --owner-file ${name}/database-owner-url`],
    options: {
      config: configOption,
      'owner-file': { type: 'string', value: 'FILE', help: 'in place of MADOGUCHI_DATABASE_OWNER_URL_FILE' },
    },
    settings: migrateHelp,
    async run(values, { environment, out }) {
      const ownerFile = textOf(values, 'owner-file')
      const source: Source = {
        ...(await readSource(textOf(values, 'config'), environment)),
        ...(ownerFile === undefined ? {} : { MADOGUCHI_DATABASE_OWNER_URL_FILE: ownerFile }),
      }
      const files = makeConfigFiles({ credentialsFolder: source.CREDENTIALS_DIRECTORY })
      const { config: series, secrets } = readConfig(
        {
          settings: program.migrating.settings(),
          secrets: { MADOGUCHI_DATABASE_OWNER_URL_FILE: files.secret('a URL of PostgreSQL', readDatabaseUrl) },
          // The same file configures the program.
          alsoKnown: [...Object.keys(partyHelp), ...Object.keys(program.help)],
          decide: (settings) => program.migrating.listSeries(settings as never),
        },
        source,
      )
      const { ran } = await migrate({ connection: secrets.MADOGUCHI_DATABASE_OWNER_URL_FILE, series })
      out(`The database is ready; ${ran} file(s) ran.\n`)
      return 0
    },
  }
}
