/**
 * Options of electron-builder for a release, by the environment; none for a build of one's own.
 *
 * - `AINUR_RELEASE=1`: everything has to be signed, or the build fails. With what, electron-builder reads itself:
 *   `CSC_LINK` and `CSC_KEY_PASSWORD` (macOS, Windows), `WIN_CSC_LINK` and `WIN_CSC_KEY_PASSWORD`; on macOS it is
 *   notarised with `APPLE_API_KEY`, `APPLE_API_KEY_ID` and `APPLE_API_ISSUER`.
 * - `AINUR_FEED_URL`: where the installed application looks for updates. Without it, it never looks.
 *
 * @throws {Error} for a feed that is not https
 */
export function releaseOptions(env: Readonly<Record<string, string | undefined>>): string[] {
  const options: string[] = []
  if (env['AINUR_RELEASE'] === '1') options.push('-c.forceCodeSigning=true', '-c.mac.notarize=true')
  const feed = env['AINUR_FEED_URL']
  if (feed !== undefined) {
    const { protocol, username, password } = new URL(feed)
    if (protocol !== 'https:' || username !== '' || password !== '')
      throw new Error('AINUR_FEED_URL is https://host/path, without a name or password.')
    if (env['AINUR_RELEASE'] !== '1')
      throw new Error('Only what is signed may be updated: set AINUR_RELEASE=1 with AINUR_FEED_URL.')
    options.push('-c.publish.provider=generic', `-c.publish.url=${feed}`)
  }
  return options
}
