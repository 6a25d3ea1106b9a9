import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import type { Dice } from './dice.ts'
import type { Address } from './resident.ts'

const { municipalities } = readSandboxFacts()

/** Fictional towns of fictional cities. */
const towns: Readonly<Record<string, readonly [string, ...string[]]>> = {
  482013: [
    '本町一丁目',
    '本町二丁目',
    '中央三丁目',
    '桜丘一丁目',
    '桜丘二丁目',
    '港町四丁目',
    '緑が丘五丁目',
    '大字川上字上ノ原',
  ],
  482021: ['若葉台一丁目', '若葉台二丁目', '青葉三丁目', '駅前町', '大字野田'],
  482030: ['みなみ町一丁目', '学園二丁目'],
}

const buildings = ['みほんハイツ', 'コーポさくら', 'グランドメゾンみほん中央', '市営第二住宅3号棟'] as const

export function makeAddress(dice: Dice, municipalityCode: string): Address {
  const municipality = municipalities.find(({ code }) => code === municipalityCode)
  const choices = towns[municipalityCode]
  if (!municipality || !choices) throw new TypeError('no such municipality')
  const town = dice.pick(choices)
  const block = makeBlock(dice, town.endsWith('丁目'))
  const { prefecture, name } = municipality
  return { municipalityCode, prefecture, municipality: name, town, block, text: `${prefecture}${name}${town}${block}` }
}

function makeBlock(dice: Dice, hasBlocks: boolean): string {
  const lot = hasBlocks ? `${dice.integer(1, 40)}番${dice.integer(1, 25)}号` : `${dice.integer(1, 2400)}番地`
  if (!dice.chance(35)) return lot
  return `${lot} ${dice.pick(buildings)}${dice.integer(1, 9)}0${dice.integer(1, 9)}号室`
}
