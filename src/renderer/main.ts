// zod compiles its checks with `eval` where it can, and tries so while its first schema is made; the page's content
// security policy forbids even the attempt. So this stands before anything that makes a schema is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
const { start } = await import('./start.ts')
await start()

export {}
