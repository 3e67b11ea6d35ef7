/** What is wrong with the embedded chain. */
export const embedded = {
  locked:
    'The chain in {{folder}} is already open in another Ainur. Close that one, or choose another data folder.',
  'port-taken':
    'Port {{port}} is in use by another program, or not for this user. Choose another one for the chain with --chain-port, or leave that out.',
  'other-format':
    'The chain in {{file}} was written by another version of Ainur (format {{format}}). Nothing was changed. Start that version, update this one, or choose another data folder.',
  'not-opened': "The chain's database in {{folder}} cannot be opened: {{why}}",
  missing:
    'The file of the embedded chain is missing, although this Ainur has worked on one. Nothing was begun in its place. Put {{file}} back into {{folder}}, or begin a new chain: accounts stay, coins and tasks of the old chain are gone.',
  empty:
    'The file of the embedded chain is empty, although this Ainur has worked on one. Nothing was begun in its place. Put {{file}} back into {{folder}}, or begin a new chain: accounts stay, coins and tasks of the old chain are gone.',
  'no-blocks':
    'The file of the embedded chain has no blocks, although this Ainur has worked on one. Nothing was begun in its place. Put {{file}} back into {{folder}}, or begin a new chain: accounts stay, coins and tasks of the old chain are gone.',
  'no-sound-state':
    'The embedded chain is damaged on this disk, and no whole state of it is left. Nothing was changed, and no block is made on it. Put the folder "chain" back from a backup, or begin a new chain: accounts stay, coins and tasks of the old one are gone.',
  'no-sound-state-at':
    'The embedded chain is damaged on this disk, and no whole state of it is left at or before block {{height}}. Nothing was changed, and no block is made on it. Put the folder "chain" back from a backup, or begin a new chain: accounts stay, coins and tasks of the old one are gone.',
  'no-preset': 'The runtime has no genesis preset {{name}}.',
  'no-own-preset': 'The runtime offers no genesis preset for the embedded chain (it has: {{names}}).',
  'not-a-runtime': 'The runtime file is not a runtime: {{why}}',
  'no-version': 'The runtime file is not a runtime: it names no version.',
  'genesis-refused': 'The runtime refuses its genesis: {{why}}',
  'call-cut':
    'The runtime call {{method}} ran longer than {{limit, s}} and was cut. The chain restarts from block {{height}}; transactions that were waiting must be sent again.',
  stopped: 'The embedded chain stopped: {{why}}',
  ended: 'The embedded chain ended with code {{exit}}.',
  full: 'The disk is full: the embedded chain cannot store blocks. Transactions wait, nothing was paid. Make room; the chain goes on by itself.',
  'no-block': 'The embedded chain could not make a block and tries again; transactions wait: {{why}}',
} as const
