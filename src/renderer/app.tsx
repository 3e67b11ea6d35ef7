import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { QueryClientProvider, useQuery, type QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from './api.ts'
import { languageOf } from './language.ts'
import { runLive } from './live.ts'
import type { createAppRouter } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'

/** Applies theme and language of the settings; until they are known, the last ones used on this machine. */
const Appearance = () => {
  const { setColorScheme } = useMantineColorScheme()
  const { i18n } = useTranslation()
  const { theme: chosen, language } = useQuery(orpc.settings.get.queryOptions()).data ?? {}
  // Mantine's setter is another one at every render.
  const applyTheme = useEffectEvent(setColorScheme)
  useEffect(() => {
    if (chosen) applyTheme(chosen === 'system' ? 'auto' : chosen)
  }, [chosen])
  useEffect(() => {
    if (language) void i18n.changeLanguage(languageOf(language))
  }, [language, i18n])
  return null
}

type Props = { queries: QueryClient; router: ReturnType<typeof createAppRouter> }

/** The whole page, given its query client and router. */
export const App = ({ queries, router }: Props) => {
  useEffect(() => {
    const live = new AbortController()
    void runLive(queries, live.signal)
    return () => live.abort()
  }, [queries])
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Appearance />
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  )
}
