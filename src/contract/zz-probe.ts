import fs from 'node:fs'
import { z } from 'zod'
export const x = [z, fs]
