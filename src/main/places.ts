import { existsSync } from 'fs'
import { join } from 'path'

/** Where the parts of this desktop are. */
export interface Places {
  /** Whether it runs from a clone of the repository and not installed. */
  readonly inClone: boolean
  readonly page: string
  readonly core: string
  /** Runtime, agents, migrations: what the core needs and the build does not make. */
  readonly resources: string
  /** Pictures of Ainur, PNG: 512 and 32 pixels wide. */
  readonly icons: { readonly app: string; readonly tray: string }
  /** The Node that ships with Ainur. */
  readonly node: string
}

/**
 * `root`: the folder with `package.json` and `out/`. A clone has the resources there; an installed application has
 * them where Electron keeps its own.
 */
export function findPlaces(root: string, resourcesPath: string): Places {
  const inClone = existsSync(join(root, 'resources'))
  const node = process.platform === 'win32' ? 'node.exe' : 'node'
  const resources = inClone ? join(root, 'resources') : join(resourcesPath, 'resources')
  const icon = (name: string) => join(resources, 'icons', `${name}.png`)
  return {
    inClone,
    page: join(root, 'out', 'renderer'),
    // Plain Node cannot read archives.
    core: join(root.replace(/\.asar$/, '.asar.unpacked'), 'out', 'core'),
    resources,
    icons: { app: icon('app'), tray: icon('tray') },
    node: inClone ? join(root, 'node_modules', 'node', 'bin', node) : join(resourcesPath, 'node', node),
  }
}
