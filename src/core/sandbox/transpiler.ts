import { findPackageJSON } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The transpiler, and the one package that it imports. */
const packages = ['@bytecodealliance/jco-transpile', '@bytecodealliance/preview2-shim']

/** Folders of the packages that turn components into JavaScript: what their process has to read. */
export function transpilerFolders(): string[] {
  let from: string = import.meta.url
  return packages.map((name) => {
    const file = findPackageJSON(name, from)
    if (file === undefined) throw new Error(`the package ${name} is not installed`)
    from = pathToFileURL(file).href
    return dirname(file)
  })
}
