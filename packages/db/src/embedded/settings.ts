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
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
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

const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
const fleeting = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

/** The name under which a server tells which settings and which release it runs with: another name, and it is not adopted. */
export function nameCluster(durability: Durability, version: string): string {
  const text = JSON.stringify([version, base, durability === 'full' ? durable : fleeting])
  return `madoguchi-${hex.encode(sha256(utf8.encode(text))).slice(0, 12)}`
}

export function makeServerArguments(options: {
  cluster: string
  socketFolder: string
  durability: Durability
  version: string
}): string[] {
  const settings = {
    ...base,
    ...(options.durability === 'full' ? durable : fleeting),
    unix_socket_directories: options.socketFolder,
    cluster_name: nameCluster(options.durability, options.version),
  }
  return ['-D', options.cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
}
