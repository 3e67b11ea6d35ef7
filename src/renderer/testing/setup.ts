import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// A page that stays mounted has timers, which would run when there is no document any more.
afterEach(cleanup)
