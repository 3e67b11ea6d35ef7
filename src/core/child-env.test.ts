import { expect, it } from 'vitest'
import { childEnvironment } from './child-env.ts'

it('a child knows where things are, and nothing that brings code or secrets of others into it', () => {
  const hostile = {
    NODE_OPTIONS: '--require /tmp/x.js',
    NODE_PATH: '/tmp',
    NODE_EXTRA_CA_CERTS: '/tmp/ca',
    ELECTRON_RUN_AS_NODE: '1',
    LD_PRELOAD: '/tmp/x.so',
    LD_LIBRARY_PATH: '/tmp',
    DYLD_INSERT_LIBRARIES: '/tmp/x.dylib',
    AWS_SECRET_ACCESS_KEY: 'secret',
    SSLKEYLOGFILE: '/tmp/keys',
  }
  const harmless = {
    PATH: '/bin',
    HOME: '/home/ada',
    LC_ALL: 'C.UTF-8',
    XDG_RUNTIME_DIR: '/run',
    Path: 'C:\\',
  }
  expect(childEnvironment({ AINUR_DESKTOP: 'plain' }, { ...hostile, ...harmless, TZ: undefined })).toEqual({
    ...harmless,
    AINUR_DESKTOP: 'plain',
    // Packages that are not there are not looked for in the folders above.
    WS_NO_BUFFER_UTIL: '1',
    WS_NO_UTF_8_VALIDATE: '1',
  })
})
