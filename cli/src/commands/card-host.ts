import { doctorFindings } from '@madoguchi/card/protocol'
import type { Change } from '@madoguchi/card-host'
import { findConfined, installHost, uninstallHost } from '@madoguchi/card-host'
import type { Command } from '@madoguchi/party'
import { hostOptions, installOptions, readHostOptions } from '../host-options.ts'

const words = {
  written: '書きました',
  unchanged: 'そのままで使えます',
  removed: '消しました',
  absent: 'ありませんでした',
} as const satisfies Record<Change['change'], string>

function render(changes: readonly Change[]): string {
  return changes.map(({ place, change }) => `${words[change]}: ${place}\n`).join('')
}

export const cardHostInstall: Command = {
  name: 'card-host install',
  summary: 'make the program between browser and card known to Chrome, Chromium, Edge and Brave',
  examples: ['madoguchi card-host install', 'madoguchi card-host install --browser edge --browser chrome'],
  options: installOptions,
  async run(values, surroundings) {
    const options = readHostOptions(values, surroundings)
    surroundings.out(render(await installHost(options)))
    if (options.timeStampUrl !== undefined)
      surroundings.out(
        `文書に署名するときは、${options.timeStampUrl} に署名のハッシュ値だけを送り、時刻を証明します。\n`,
      )
    const confined = await findConfined(options.platform, options.home)
    const { title, next } = doctorFindings.CONFINED_BROWSER
    if (confined.length > 0) surroundings.out(`${title}: ${confined.join('、')}。${next}\n`)
    surroundings.out('「カード連携ソフト」を入れました。このフォルダーの madoguchi を消すと動かなくなります。\n')
    return 0
  },
}

export const cardHostUninstall: Command = {
  name: 'card-host uninstall',
  summary: 'take it back',
  examples: ['madoguchi card-host uninstall', 'madoguchi card-host uninstall --system'],
  options: hostOptions,
  async run(values, surroundings) {
    surroundings.out(render(await uninstallHost(readHostOptions(values, surroundings))))
    return 0
  },
}
