import { SandboxError } from '../../sandbox/errors.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import type { PackageFiles } from './read.ts'
import { InvalidError } from '../../errors.ts'
import { say } from '../../words.ts'

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
      throw new InvalidError(say('agents.component-imports', { file, why: error.message }))
    }
    throw new InvalidError(say('agents.component-unusable', { file, why: error.message }))
  }
}
