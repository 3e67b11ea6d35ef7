import { existsSync } from 'node:fs'
import { findProgram, installDebianPackages } from './programs.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const wellKnown = ['/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

const find = () =>
  process.env['AINUR_CHROMIUM'] ?? findProgram(...names) ?? wellKnown.find(existsSync) ?? null

/** The Chromium that end-to-end tests use, installed where this user may. Null after saying what is missing. */
export function setUpChromium(): string | null {
  const found = find() ?? (installDebianPackages(['chromium']) ? find() : null)
  if (found === null) {
    console.error('The tests of the page need Chromium: install it, or name its program in AINUR_CHROMIUM.')
  }
  return found
}
