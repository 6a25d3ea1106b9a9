import { Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

export type FilesWatch = AsyncDisposable & {
  /** The repository's own source files that ran a function of theirs meanwhile, without support of tests, by their path. */
  run(act: () => Promise<unknown>): Promise<readonly string[]>
}

/** Watches which files of the repository a piece of work runs through, by the engine's own counts of calls in this process. */
export async function watchFiles(): Promise<FilesWatch> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  return {
    async run(act) {
      await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
      await session.post('Profiler.takePreciseCoverage')
      await act()
      const { result } = await session.post('Profiler.takePreciseCoverage')
      await session.post('Profiler.stopPreciseCoverage')
      return result
        .filter(({ functions }) =>
          functions.some(({ functionName, ranges }) => functionName !== '' && ranges.some(({ count }) => count > 0)),
        )
        .flatMap(({ url }) => (url.startsWith(root.href) ? fileURLToPath(url).slice(fileURLToPath(root).length) : []))
        .filter((path) => !/^node_modules\/|^tests\/|\.fixture\.ts$|\.test\.ts$/.test(path))
    },
    async [Symbol.asyncDispose]() {
      await session.post('Profiler.disable')
      session.disconnect()
    },
  }
}
