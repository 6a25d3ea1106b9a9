import type { Browser, Home, InstallOptions, Platform } from '@madoguchi/card-host'
import { browsers, parseAuthority, platforms, programEntry } from '@madoguchi/card-host'
import { AppError } from '@madoguchi/kit'
import type { Option, Surroundings, Values } from '@madoguchi/party'
import { textOf, textsOf, usageError } from '@madoguchi/party'

/** The options of `card-host install` and `card-host uninstall`. */
export const hostOptions = {
  browser: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: `${browsers.join(', ')} or all (default: all); may be given several times`,
  },
  system: { type: 'boolean', help: 'for everybody who uses this computer; needs its administrator (default: for you)' },
  'user-data-dir': {
    type: 'string',
    value: 'FOLDER',
    help: 'for a browser that is started with --user-data-dir=FOLDER, and for no other',
  },
} as const satisfies Readonly<Record<string, Option>>

/** Those of `card-host install` only. */
export const installOptions = {
  ...hostOptions,
  'time-stamp': {
    type: 'string',
    value: 'URL',
    help: 'have this time-stamp authority (RFC 3161) asked when you sign a document in the browser (default: none)',
  },
} as const satisfies Readonly<Record<string, Option>>

export function readHostOptions(values: Values, surroundings: Surroundings): InstallOptions {
  const timeStamp = textOf(values, 'time-stamp')
  const timeStampUrl = timeStamp === undefined ? undefined : parseAuthority(timeStamp)
  if (timeStamp !== undefined && timeStampUrl === undefined)
    throw usageError(
      `--time-stamp には、タイムスタンプ局の http か https のアドレスを指定してください。「${timeStamp}」はアドレスではありません。`,
    )
  const userDataFolder = textOf(values, 'user-data-dir')
  return {
    platform: readPlatform(),
    scope: values.system === true ? 'system' : 'user',
    browsers: readBrowsers(textsOf(values, 'browser')),
    home: readHome(surroundings),
    node: process.execPath,
    main: programEntry,
    ...(userDataFolder === undefined ? {} : { userDataFolder }),
    ...(timeStampUrl === undefined ? {} : { timeStampUrl }),
  }
}

export function readPlatform(): Platform {
  const found = platforms.find((platform) => platform === process.platform)
  if (found === undefined)
    throw new AppError('HOST_INSTALL_UNSUPPORTED', `${process.platform} では、カード連携ソフトを使えません。`)
  return found
}

export function readHome({ environment }: Surroundings): Home {
  const { HOME, USERPROFILE, XDG_CONFIG_HOME, XDG_DATA_HOME, LOCALAPPDATA } = environment
  const home = HOME ?? USERPROFILE
  if (home === undefined || home === '') throw usageError('HOME が設定されていないので、入れる場所がわかりません。')
  return {
    home,
    ...(XDG_CONFIG_HOME ? { configHome: XDG_CONFIG_HOME } : {}),
    ...(XDG_DATA_HOME ? { dataHome: XDG_DATA_HOME } : {}),
    ...(LOCALAPPDATA ? { localAppData: LOCALAPPDATA } : {}),
  }
}

function readBrowsers(names: readonly string[]): readonly Browser[] {
  if (names.length === 0 || names.includes('all')) return browsers
  return names.map((name) => {
    const found = browsers.find((browser) => browser === name)
    if (found === undefined)
      throw usageError(`--browser には ${browsers.join('、')} か all を指定してください。「${name}」はありません。`)
    return found
  })
}
