import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const files = [
  '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
] as const

/** BIZ UDPGothic, a universal-design face, and Noto Sans JP for the kanji it lacks. Both under the OFL. */
export function readFonts(): Buffer[] {
  const require = createRequire(import.meta.url)
  return files.map((file) => readFileSync(require.resolve(file)))
}
