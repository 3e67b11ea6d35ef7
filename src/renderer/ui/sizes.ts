import { figure } from './figures.ts'

const withOneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 }

/** A number of bytes as people say it. */
export const sizeOf = (bytes: number) =>
  bytes < 1_024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${figure(bytes / 1_024, withOneDecimal)} KiB`
      : `${figure(bytes / 1_048_576, withOneDecimal)} MiB`
