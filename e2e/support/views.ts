/** Every view, by its address and by what shows that it is there. */
export const views = [
  ['home', '/', 'Home'],
  ['welcome', '/welcome', 'Welcome to Ainur'],
  ['tasks', '/tasks', 'Tasks'],
  ['task', '/tasks/0', /.+/],
  ['post-task', '/tasks/new', 'Post a task'],
  ['agents', '/agents', 'Agents'],
  ['agent', '/agents/did:ainur:summarizer', 'Summarizer'],
  ['wallet', '/wallet', 'Wallet'],
  ['wallet-history', '/wallet?tab=history', 'Wallet'],
  ['wallet-send', '/wallet?do=send', 'Wallet'],
  ['contacts', '/contacts', 'Address book'],
  ['settlement', '/settlement', 'Settlement'],
  ['network', '/network', 'Network'],
  ['settings', '/settings', 'Settings'],
] as const

export const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const
export const themes = ['light', 'dark'] as const
