import type { Built } from '../src/main/installed.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Options of electron-builder for a release, by the environment; none for a build of one's own.
 *
 * - `AINUR_RELEASE=1`: everything has to be signed, or the build fails. With what, electron-builder reads itself:
 *   `CSC_LINK` and `CSC_KEY_PASSWORD` (macOS, Windows), `WIN_CSC_LINK` and `WIN_CSC_KEY_PASSWORD`; on macOS it is
 *   notarised with `APPLE_API_KEY`, `APPLE_API_KEY_ID` and `APPLE_API_ISSUER`.
 * - `AINUR_FEED_URL`: where the installed application looks for updates. Without it, it never looks.
 * - `AINUR_PUBLISHER`: the name in the certificate for Windows. With a feed it has to be given there: an update that
 *   somebody else signed is refused.
 *
 * @throws {Error} for a feed that is not https, for one of what is not signed, and for Windows without a publisher
 */
export function releaseOptions(env: Env, platform: NodeJS.Platform = process.platform): string[] {
  const options: string[] = []
  if (env['AINUR_RELEASE'] === '1') options.push('-c.forceCodeSigning=true', '-c.mac.notarize=true')
  const feed = feedOf(env, platform)
  if (feed === null) return options
  if (env['AINUR_RELEASE'] !== '1')
    throw new Error('Only what is signed may be updated: set AINUR_RELEASE=1 with AINUR_FEED_URL.')
  options.push('-c.publish.provider=generic', `-c.publish.url=${feed.url}`)
  if (feed.publisher !== null) options.push(`-c.win.signtoolOptions.publisherName=${feed.publisher}`)
  return options
}

/** What the archive says of the feed. @throws {Error} as above */
export function feedOf(env: Env, platform: NodeJS.Platform = process.platform): Built['feed'] {
  const url = env['AINUR_FEED_URL']
  if (url === undefined) return null
  const { protocol, username, password } = new URL(url)
  if (protocol !== 'https:' || username !== '' || password !== '')
    throw new Error('AINUR_FEED_URL is https://host/path, without a name or password.')
  if (platform !== 'win32') return { url, publisher: null }
  const publisher = env['AINUR_PUBLISHER']
  if (!publisher)
    throw new Error('Set AINUR_PUBLISHER, the name in the certificate, with AINUR_FEED_URL on Windows.')
  return { url, publisher }
}
