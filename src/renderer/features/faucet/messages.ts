export const faucet = {} as const
