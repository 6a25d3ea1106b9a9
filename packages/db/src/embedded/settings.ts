import { totalmem } from 'node:os'
import { hex, sha256, utf8 } from '@madoguchi/kit'

/** `none` is for throw-away servers in tests: a power cut may destroy such a database. */
export type Durability = 'full' | 'none'

/** Given on the command line at every start, so that they follow the code and not the age of the data folder. */
const base: Readonly<Record<string, string>> = {
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  maintenance_work_mem: '64MB',
  // Compressing whole pages, as each is first touched after a checkpoint, took as much processor time at ten million records
  // as all else that PostgreSQL did.
  wal_compression: 'off',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  deadlock_timeout: '100ms',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  // What leaves is written and deleted within a moment: dead rows are taken away, and new tables looked at, six times as
  // often as by default.
  autovacuum_naptime: '10s',
  // No helper processes for reading: small machine, small data.
  io_method: 'sync',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // PostgreSQL quotes statements and values in its error messages. They go to the client that caused them, never to a file.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

const megabyte = 1024 * 1024

/**
 * Durable servers hold an eighth of the machine's memory in their own buffers, 128 MB to 4 GB, of which only what is
 * touched is taken: ten million records are read at random (`docs/performance.md`, "At scale").
 */
function durable(memoryBytes: number): Readonly<Record<string, string>> {
  const memoryMb = Math.floor(memoryBytes / megabyte)
  return {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    shared_buffers: `${Math.min(4096, Math.max(128, Math.floor(memoryMb / 8)))}MB`,
    effective_cache_size: `${Math.max(512, Math.floor(memoryMb / 2))}MB`,
    max_wal_size: '2GB',
  }
}

const fleeting = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
}

/** The memory that this process may use at most: the machine's, or less where it is in a container. Bytes. */
function readMemoryBytes(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}

function settingsOf(durability: Durability, memoryBytes: number): Readonly<Record<string, string>> {
  return { ...base, ...(durability === 'full' ? durable(memoryBytes) : fleeting) }
}

/** The name under which a server tells which settings and which release it runs with: another name, and it is not adopted. */
export function nameCluster(durability: Durability, version: string, memoryBytes = readMemoryBytes()): string {
  const text = JSON.stringify([version, settingsOf(durability, memoryBytes)])
  return `madoguchi-${hex.encode(sha256(utf8.encode(text))).slice(0, 12)}`
}

export function makeServerArguments(options: {
  cluster: string
  socketFolder: string
  durability: Durability
  version: string
  memoryBytes?: number
}): string[] {
  const { cluster, socketFolder, durability, version, memoryBytes = readMemoryBytes() } = options
  const settings = {
    ...settingsOf(durability, memoryBytes),
    unix_socket_directories: socketFolder,
    cluster_name: nameCluster(durability, version, memoryBytes),
  }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
}
