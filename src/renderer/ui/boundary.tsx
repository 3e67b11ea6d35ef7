import { CatchBoundary, type ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ErrorPanel } from './error-panel.tsx'

const Fault = ({ error, reset }: ErrorComponentProps) => <ErrorPanel error={error} retry={reset} />
const address = () => window.location.href

/** What cannot be shown is an error in its place; what stands beside it, actions above all, does not share its fate. */
export const Boundary = ({ children }: { children: ReactNode }) => (
  <CatchBoundary getResetKey={address} errorComponent={Fault}>
    {children}
  </CatchBoundary>
)
