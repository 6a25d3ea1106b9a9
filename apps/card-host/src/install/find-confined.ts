import { access } from 'node:fs/promises'
import { posix } from 'node:path'
import type { Home, Platform } from './browser-places.ts'

/**
 * Browsers as Snap and Flatpak pack them: each runs in a box from which it starts no program of ours, wherever its manifest lies. They are
 * seen by where they are installed, or keep what is their user's.
 */
const confined = [
  { name: 'Chromium (Snap)', system: ['snap/chromium', 'var/lib/snapd/snap/chromium'], own: 'snap/chromium' },
  { name: 'Brave (Snap)', system: ['snap/brave', 'var/lib/snapd/snap/brave'], own: 'snap/brave' },
  { name: 'Chrome (Flatpak)', system: ['var/lib/flatpak/app/com.google.Chrome'], own: '.var/app/com.google.Chrome' },
  {
    name: 'Chromium (Flatpak)',
    system: ['var/lib/flatpak/app/org.chromium.Chromium'],
    own: '.var/app/org.chromium.Chromium',
  },
  { name: 'Edge (Flatpak)', system: ['var/lib/flatpak/app/com.microsoft.Edge'], own: '.var/app/com.microsoft.Edge' },
  { name: 'Brave (Flatpak)', system: ['var/lib/flatpak/app/com.brave.Browser'], own: '.var/app/com.brave.Browser' },
] as const

/** The names of those that are on this computer. `root` is where its file system begins. */
export async function findConfined(platform: Platform, { home }: Home, root = '/'): Promise<readonly string[]> {
  if (platform !== 'linux') return []
  const seen = await Promise.all(
    confined.map(async ({ name, system, own }) => {
      const places = [...system.map((place) => posix.join(root, place)), posix.join(home, own)]
      return (await Promise.all(places.map(isThere))).includes(true) ? [name] : []
    }),
  )
  return seen.flat()
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
