import { SandboxError } from '../../sandbox/errors.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import { badPackage, type PackageFiles } from './read.ts'

/**
 * Transpiles and meters the component without running it: what cannot be prepared is refused before it is installed.
 * @throws {InvalidError}
 */
export async function checkProgram(
  sandbox: Sandbox,
  files: PackageFiles,
  signal?: AbortSignal,
): Promise<void> {
  const { file } = files.manifest.component
  try {
    await sandbox.prepare(files.component, { signal })
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error
    if (error.code === 'unknown-import') {
      throw badPackage(
        `${file} wants something that no agent gets: ${error.message}`,
        'Choose an agent that works without it, or ask its author.',
      )
    }
    throw badPackage(
      `${file} cannot be run: ${error.message}`,
      'Ask the author of the agent for a program that can.',
    )
  }
}
