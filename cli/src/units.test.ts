import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { AppError } from '@madoguchi/kit'
import { commands } from './commands.ts'
import { programs } from './programs.ts'

const folder = fileURLToPath(new URL('../../deploy/', import.meta.url))
const allUnits = readdirSync(`${folder}systemd`).filter((name) => name.endsWith('.service'))
const units = allUnits.filter((name) => !name.includes('-migrate'))
const hardened = [
  ['NoNewPrivileges', 'yes'],
  ['ProtectSystem', 'strict'],
  ['ProtectHome', 'yes'],
  ['PrivateTmp', 'yes'],
  ['DynamicUser', 'yes'],
  ['CapabilityBoundingSet', ''],
  ['SystemCallFilter', '@system-service'],
] as const
const examples = { core: 'core', registry: 'registry', city: 'agency', kenpo: 'agency', portal: 'portal' } as const
const analyze = spawnSync('systemd-analyze', ['--version']).status === 0

/** `Name=value` lines of a unit; a name may come several times. */
function readUnit(name: string): [string, string][] {
  return readFileSync(`${folder}systemd/${name}`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = /^(\w+)=(.*)$/.exec(line)
      return found === null ? [] : [[found[1] ?? '', found[2] ?? ''] as [string, string]]
    })
}

test('every program has a unit that is hardened, restarts after a fault, and hands secrets over as files', () => {
  assert.deepEqual(
    units.map((name) => name.replace(/^madoguchi-|@?\.service$/g, '')).sort(),
    Object.keys(programs).sort(),
  )
  for (const name of units) {
    const lines = readUnit(name)
    const has = (key: string, value: string) => lines.some(([k, v]) => k === key && v === value)
    for (const [key, value] of [...hardened, ['Restart', 'on-failure'] as const])
      assert.ok(has(key, value), `${name}: ${key}=${value}`)
    const program = name.replace(/^madoguchi-|@?\.service$/g, '')
    const start = lines.find(([key]) => key === 'ExecStart')?.[1] ?? ''
    assert.match(
      start,
      new RegExp(`^/opt/madoguchi/node_modules/.bin/node (--\\S+ )*/opt/madoguchi/cli/dist/${program}.mjs --config `),
    )
    const credentials = lines.flatMap(([k, v]) => (k === 'LoadCredential' ? [v.split(':')[0] ?? ''] : []))
    const settings = lines.flatMap(([k, v]) => (k === 'Environment' ? [v] : []))
    for (const credential of credentials)
      assert.ok(
        settings.some((setting) => setting.endsWith(`=%d/${credential}`)),
        `${name}: ${credential} is used`,
      )
  }
})

test('before each program a unit of its own migrates with the owner’s password, which no program’s unit is handed', () => {
  for (const name of units) {
    const program = name.replace(/^madoguchi-|@?\.service$/g, '')
    const [stem = '', instance = ''] = name.includes('@') ? ['@', '@%i'] : ['', '']
    const migrating = readUnit(`madoguchi-${program}-migrate${stem}.service`)
    const wanted = `madoguchi-${program}-migrate${instance}.service`
    for (const key of ['Wants', 'After'])
      assert.ok(
        readUnit(name).some(([k, v]) => k === key && v.split(' ').includes(wanted)),
        `${name}: ${key}=${wanted}`,
      )
    assert.doesNotMatch(readFileSync(`${folder}systemd/${name}`, 'utf8'), /owner-url|OWNER_URL/)
    const has = (key: string, value: string) => migrating.some(([k, v]) => k === key && v === value)
    for (const [key, value] of [...hardened, ['Type', 'oneshot'] as const])
      assert.ok(has(key, value), `${wanted}: ${key}=${value}`)
    const credentials = migrating.flatMap(([k, v]) => (k === 'LoadCredential' ? [v.split(':')[0]] : []))
    assert.deepEqual(credentials, ['database-owner-url'], 'and it is handed nothing else')
    assert.ok(has('Environment', 'MADOGUCHI_DATABASE_OWNER_URL_FILE=%d/database-owner-url'))
    const start = (of: readonly [string, string][]) => of.find(([key]) => key === 'ExecStart')?.[1] ?? ''
    // The portal's program is started with settings of Node that its migrating does not need.
    assert.equal(start(migrating).replace(' migrate ', ' '), start(readUnit(name)).replace(/ --\S+(?= .*\.mjs)/g, ''))
  }
  assert.equal(allUnits.length, 2 * units.length)
})

test('unit and example together give every setting that the program must have, and none that it does not know', () => {
  for (const [example, name] of Object.entries(examples)) {
    const unit = units.find((one) => one.startsWith(`madoguchi-${name}`)) ?? assert.fail(name)
    const fromUnit = readUnit(unit).flatMap(([k, v]) => (k === 'Environment' && v.startsWith('MADOGUCHI_') ? [v] : []))
    const source = {
      ...parseEnv(readFileSync(`${folder}examples/${example}.env`, 'utf8')),
      ...Object.fromEntries(fromUnit.map((line) => line.split('='))),
    }
    const known = Object.keys(commands.find((command) => command.name === name)?.settings ?? {})
    // What one may do without stands there as a comment.
    const text = readFileSync(`${folder}examples/${example}.env`, 'utf8')
    const optional = [...text.matchAll(/^# (MADOGUCHI_\w+)=/gm)].map(([, setting = '']) => setting)
    assert.deepEqual([...Object.keys(source), ...optional].sort(), known.toSorted(), `${name}: each setting once`)
    // Files of an example are not on this machine; nothing else may be wrong.
    assert.throws(
      () => programs[name].configure(source),
      (error) => {
        assert.ok(error instanceof AppError && error.code === 'CONFIG_INVALID')
        const problems = error.message.split('\n- ').slice(1)
        const others = problems.filter((problem) => !/^MADOGUCHI_\w+_FILE names a file that is not there/.test(problem))
        assert.deepEqual(others, ['MADOGUCHI_DIRECTORY_KEY must be 43 characters of base64url.'])
        return true
      },
    )
  }
})

test('systemd takes the units', { skip: analyze ? false : 'systemd-analyze is not on this machine' }, () => {
  const copy = mkdtempSync(join(tmpdir(), 'madoguchi-units-'))
  try {
    for (const name of allUnits) {
      const text = readFileSync(`${folder}systemd/${name}`, 'utf8')
      // The program is not installed here: any that is there will do.
      writeFileSync(join(copy, name), text.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'))
    }
    const { stdout, stderr, status } = spawnSync('systemd-analyze', [
      'verify',
      ...allUnits.map((name) => join(copy, name)),
    ])
    assert.equal(`${stdout}${stderr}`.trim(), '')
    assert.equal(status, 0)
  } finally {
    rmSync(copy, { recursive: true })
  }
})
