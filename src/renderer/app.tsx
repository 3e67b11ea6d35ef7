import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { QueryClientProvider, useQuery, type QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { orpc } from './api.ts'
import { runLive } from './live.ts'
import type { createAppRouter } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'

/** Applies the theme of the settings; until they are known, the last one used on this machine. */
const ThemeFromSettings = () => {
  const { setColorScheme } = useMantineColorScheme()
  const chosen = useQuery(orpc.settings.get.queryOptions()).data?.theme
  useEffect(() => {
    if (chosen) setColorScheme(chosen === 'system' ? 'auto' : chosen)
  }, [chosen, setColorScheme])
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
        <ThemeFromSettings />
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  )
}
