import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { connectionsMaxUnlessTold } from '@madoguchi/delivery'
import { AppError } from '@madoguchi/kit'
import { readSigningKey } from '@madoguchi/messages'
import type { LogLevel } from '@madoguchi/server'
import { configInteger, configText, configWord, readConfig } from '@madoguchi/server'
import { configFileMissing, configFileUnreadable } from '../command/command.ja.ts'
import type { ConfigFiles } from './config-files.ts'
import { makeConfigFiles } from './config-files.ts'
import type { Listen } from './read-values.ts'
import { parseListen, readCertificatePem, readDatabaseUrl, readKeyPem, readPinnedKey } from './read-values.ts'

export type Source = Readonly<Record<string, string | undefined>>
export type ShapeOf = Parameters<typeof readConfig>[0]['settings']
/** One line of `--help` a setting. */
export type Help = Readonly<Record<string, string>>

/** What one program has beside what all have. */
type Extra<S extends ShapeOf, K extends ShapeOf, C> = {
  readonly help: Help
  settings(files: ConfigFiles): S
  secrets(files: ConfigFiles): K
  /** `isGiven`: whether a name, also that of a secret, is in the source. */
  decide(settings: ValuesOf<S>, complain: (problem: string) => void, isGiven: (name: string) => boolean): C
}
/** Any of them, for writing one down. */
export type AnyExtra = {
  readonly help: Help
  settings(files: ConfigFiles): ShapeOf
  secrets(files: ConfigFiles): ShapeOf
  decide(settings: never, complain: (problem: string) => void, isGiven: (name: string) => boolean): unknown
}
type ValuesOf<S extends ShapeOf> = { readonly [Name in keyof S]: S[Name]['_zod']['output'] }

export type PartyConfig = {
  readonly party: string
  readonly directoryFile: string
  readonly pinnedKey: KeyObject
  readonly tlsCertificatePem: string
  readonly networkListen: Listen
  readonly internalListen: Listen
  readonly logLevel: LogLevel
  readonly stopMs: number
  readonly outboxWaitingMax: number
  readonly connectionsMax: number
}

export const partyHelp: Help = {
  MADOGUCHI_PARTY: 'our party id, as the directory names us',
  MADOGUCHI_DIRECTORY_FILE: 'the signed directory; read again whenever it changes',
  MADOGUCHI_DIRECTORY_KEY: 'the pinned public key of the directory, as "keys offline" printed it',
  MADOGUCHI_SIGNING_KEY_FILE: 'our signing key (secret file, 0600)',
  MADOGUCHI_TLS_KEY_FILE: 'our key for TLS (secret file, 0600)',
  MADOGUCHI_TLS_CERTIFICATE_FILE: 'the self-signed certificate around it',
  MADOGUCHI_DATABASE_URL_FILE: 'holds the database URL of the role that runs (secret file, 0600)',
  MADOGUCHI_NETWORK_LISTEN: 'where other parties reach us over TLS: 0.0.0.0:9443',
  MADOGUCHI_INTERNAL_LISTEN: 'where /health/live, /health/ready and /metrics are, in plain HTTP: 127.0.0.1:9080',
  MADOGUCHI_LOG_LEVEL: 'debug, info, warn, error or silent (default: info)',
  MADOGUCHI_STOP_SECONDS: 'how long a stop may take, 1 to 300 (default: 15)',
  MADOGUCHI_CONNECTIONS_MAX: `connections of the network's port at once, half of them for parties that showed their key (default: ${connectionsMaxUnlessTold})`,
  MADOGUCHI_OUTBOX_WAITING_MAX: 'more messages waiting than this is not ready (default: 10000)',
}

function partySettings(files: ConfigFiles) {
  const text = () => configText({ lengthMax: 4096 })
  return {
    MADOGUCHI_PARTY: configText({ lengthMax: 48 }).refine(
      (id) => /^[a-z][a-z0-9-]{1,46}$/.test(id),
      'must be a party id',
    ),
    MADOGUCHI_DIRECTORY_FILE: text(),
    MADOGUCHI_DIRECTORY_KEY: readAs('must be 43 characters of base64url', readPinnedKey),
    MADOGUCHI_TLS_CERTIFICATE_FILE: files.open('a certificate (PEM)', readCertificatePem),
    MADOGUCHI_NETWORK_LISTEN: listenType(),
    MADOGUCHI_INTERNAL_LISTEN: listenType(),
    MADOGUCHI_LOG_LEVEL: configWord('debug', 'info', 'warn', 'error', 'silent').default('info'),
    MADOGUCHI_STOP_SECONDS: configInteger({ min: 1, max: 300 }).default(15),
    MADOGUCHI_OUTBOX_WAITING_MAX: configInteger({ min: 1, max: 10_000_000 }).default(10_000),
    MADOGUCHI_CONNECTIONS_MAX: configInteger({ min: 16, max: 1_000_000 }).default(connectionsMaxUnlessTold),
  }
}

function partySecrets(files: ConfigFiles) {
  return {
    MADOGUCHI_SIGNING_KEY_FILE: files.secret('an Ed25519 private key (PEM)', readSigningKey),
    MADOGUCHI_TLS_KEY_FILE: files.secret('a private key (PEM)', readKeyPem),
    MADOGUCHI_DATABASE_URL_FILE: files.secret('a URL of PostgreSQL', readDatabaseUrl),
  }
}

export type PartySecrets = ValuesOf<ReturnType<typeof partySecrets>>

export function listenType() {
  return readAs('must be HOST:PORT, such as 127.0.0.1:9443 or [::1]:9443', parseListen)
}

/** A text that `read` takes; what it throws becomes the sentence. */
function readAs<T>(sentence: string, read: (text: string) => T) {
  return configText({ lengthMax: 4096 }).transform((text, context): T => {
    try {
      return read(text)
    } catch {
      // The sentence says what it should be; the text itself is not repeated.
      context.addIssue(sentence)
      return undefined as T
    }
  })
}

/** Reads a program's whole configuration. Throws AppError CONFIG_INVALID with all problems at once. */
export function readPartyConfig<S extends ShapeOf, K extends ShapeOf, C>(
  extra: Extra<S, K, C>,
  source: Source,
): { config: PartyConfig; own: C; secrets: PartySecrets & ValuesOf<K> } {
  const files = makeConfigFiles({ credentialsFolder: source.CREDENTIALS_DIRECTORY })
  const { config, secrets } = readConfig(
    {
      settings: { ...partySettings(files), ...extra.settings(files) },
      secrets: { ...partySecrets(files), ...extra.secrets(files) },
      decide(settings, complain, isGiven) {
        const common = settings as ValuesOf<ReturnType<typeof partySettings>>
        const config: PartyConfig = {
          party: common.MADOGUCHI_PARTY,
          directoryFile: common.MADOGUCHI_DIRECTORY_FILE,
          pinnedKey: common.MADOGUCHI_DIRECTORY_KEY,
          tlsCertificatePem: common.MADOGUCHI_TLS_CERTIFICATE_FILE,
          networkListen: common.MADOGUCHI_NETWORK_LISTEN,
          internalListen: common.MADOGUCHI_INTERNAL_LISTEN,
          logLevel: common.MADOGUCHI_LOG_LEVEL,
          stopMs: common.MADOGUCHI_STOP_SECONDS * 1000,
          outboxWaitingMax: common.MADOGUCHI_OUTBOX_WAITING_MAX,
          connectionsMax: common.MADOGUCHI_CONNECTIONS_MAX,
        }
        // The two shapes were read as one, which the compiler cannot take apart again.
        return { config, own: extra.decide(settings as unknown as ValuesOf<S>, complain, isGiven) }
      },
    },
    source,
  )
  return { ...config, secrets: secrets as unknown as PartySecrets & ValuesOf<K> }
}

/** A file of `NAME=value` lines, under what the environment says. Throws AppError CONFIG_FILE. */
export async function readSource(file: string | undefined, environment: Source): Promise<Source> {
  if (file === undefined) return environment
  try {
    return { ...parseEnv(await readFile(file, 'utf8')), ...environment }
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new AppError('CONFIG_FILE', isMissing ? configFileMissing(file) : configFileUnreadable(file), { cause })
  }
}
