import { defineConfig } from 'drizzle-kit'

// AINUR_DB=index|local npx drizzle-kit generate: writes the migration of a changed schema.
const name = process.env['AINUR_DB'] === 'index' ? 'index' : 'local'

export default defineConfig({
  dialect: 'sqlite',
  schema: `src/core/db/schema/${name}/!(schema).ts`,
  out: `resources/migrations/${name}`,
})
