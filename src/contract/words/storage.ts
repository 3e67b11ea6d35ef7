/** Of disks, files and databases. */
export const storage = {
  full: {
    message: 'The disk is full.',
    remedy: 'Make room on the disk with the data folder. Ainur goes on by itself.',
  },
  'read-only': {
    message: 'Ainur may not write to its data folder.',
    remedy: 'Check who owns the folder and whether its disk is mounted read-only.',
  },
  failing: {
    message: 'The disk failed to read or write.',
    remedy: "Check the disk and the system's log. Copy the data folder to a safe place before anything else.",
  },
  gone: {
    message: 'A file of Ainur is not where it was.',
    remedy:
      'Check that the data folder was not moved, and that its disk is connected. Then start Ainur again.',
  },
  damaged: {
    message: 'A database of Ainur is damaged.',
    remedy: 'Restore the data folder from a backup. Coins and tasks on a chain are safe.',
  },
  'in-use': {
    message: 'Another program uses the files of Ainur.',
    remedy: 'Close other programs that have the data folder open, such as a backup, and try again.',
  },
  'too-many-files': {
    message: 'This machine has too many files open.',
    remedy: 'Close other programs, or raise the limit of open files, and try again.',
  },
  'folder-in-use': {
    message: 'Another Ainur already works in {{folder}}.',
    remedy: 'Use that one, quit it first, or choose another folder with --data-dir.',
  },
  'folder-foreign': {
    message: '{{folder}} belongs to another user of this machine (number {{owner}}).',
    consequence: 'Whoever owns it could read your keys or put others in their place. Nothing was written.',
    remedy:
      'Choose another folder with --data-dir, or make this one yours with chown if you know why it is not.',
  },
  newer: {
    message: 'The data in {{folder}} are those of a newer Ainur.',
    consequence: 'Nothing was started and nothing was changed.',
    remedy: 'Start the newer one, update this one, or choose another folder with --data-dir.',
  },
  'folder-unusable': {
    message: 'Ainur cannot use {{folder}} for its data. It is not a folder, or it cannot be made there.',
    consequence: 'Nothing was started and nothing was changed.',
    remedy:
      'Check the path and that its disk is connected. Then start Ainur again, or choose another folder with --data-dir.',
  },
  'folder-trouble': {
    message: 'Ainur cannot use {{folder}} for its data. {{why}}',
    consequence: 'Nothing was started and nothing was changed.',
    remedy: 'Put that right and start Ainur again, or choose another folder with --data-dir.',
  },
  'index-damaged': {
    message: 'The index of the chain was damaged.',
    consequence:
      'It is built again from the chain, and what is shown is complete as soon as it has caught up. Nothing else was lost. The damaged file is kept as {{kept}}.',
    remedy: 'Nothing needs to be done here. Check the disk: damage to files rarely comes alone.',
  },
  'index-empty': {
    message: 'Nothing is known of the chain yet.',
    remedy: 'Wait until Ainur is connected to a network.',
  },
  'keys-missing': {
    message: 'The database with your keys and settings is missing.',
    consequence:
      'The data folder was in use before ({{traces}}). Nothing was created and nothing was changed. Coins and tasks on the chain are safe.',
    remedy:
      'Put local.db back from a backup. Without one, move the whole data folder away, start Ainur again and import your accounts from their recovery phrases. To keep the embedded chain as well, close Ainur then and copy the folder "chain" from the old data folder into the new one.',
  },
  'keys-empty': {
    message: 'The database with your keys and settings is empty.',
    consequence:
      'The data folder was in use before ({{traces}}). Nothing was created and nothing was changed. Coins and tasks on the chain are safe.',
    remedy:
      'Put local.db back from a backup. Without one, move the whole data folder away, start Ainur again and import your accounts from their recovery phrases. To keep the embedded chain as well, close Ainur then and copy the folder "chain" from the old data folder into the new one.',
  },
  'keys-damaged': {
    message: 'The database with your keys and settings is damaged.',
    consequence: 'Ainur has not touched it. Coins and tasks on the chain are safe.',
    remedy:
      'Restore local.db from a backup. Without one, move the whole data folder away, start Ainur again and import your accounts from their recovery phrases.',
  },
  'keys-unopened': {
    message: 'The database with your keys and settings cannot be opened.',
    remedy: 'Check that the disk is not full and that the data folder can be written.',
  },
  'running-already': {
    message: 'Another Ainur is already running with this data folder.',
    remedy: 'Use that one, close it, or start this one with another data folder.',
  },
  untidy: {
    message: 'What was deleted could not be removed from the disk for good.',
    consequence:
      'The change itself is done. Encrypted keys that were deleted or replaced may still be in the files of the database.',
    remedy: 'Make room on the disk and start Ainur again: it tries again at every start.',
  },
  'doubt-changed': {
    message: 'The database with your keys and settings was changed outside of Ainur, or is damaged.',
    consequence:
      'Accounts, transactions and hosted agents of this machine may be missing entries{{since, since}}, or show what is not so. A transaction that is missing here may have been sent. Meanwhile nothing is sent again by itself, and hosted agents finish their work but make no new bids. Coins and tasks on the chain are safe.',
    remedy:
      'Look at the balances and the history of your accounts before you send anything again, then say here that you did. To have the data back as it was, close Ainur and put local.db, with all files whose names begin so, back from a backup. Check the disk.',
  },
  'doubt-lost': {
    message: 'The newest entries of the database with your keys and settings are lost.',
    consequence:
      'Accounts, transactions and hosted agents of this machine may be missing entries{{since, since}}, or show what is not so. A transaction that is missing here may have been sent. Meanwhile nothing is sent again by itself, and hosted agents finish their work but make no new bids. Coins and tasks on the chain are safe.',
    remedy:
      'Look at the balances and the history of your accounts before you send anything again, then say here that you did. To have the data back as it was, close Ainur and put local.db, with all files whose names begin so, back from a backup. Check the disk.',
  },
  'doubt-unknown': {
    message:
      'Whether the database with your keys and settings is damaged cannot be told: its seal is missing or damaged.',
    consequence:
      'Accounts, transactions and hosted agents of this machine may be missing entries{{since, since}}, or show what is not so. A transaction that is missing here may have been sent. Meanwhile nothing is sent again by itself, and hosted agents finish their work but make no new bids. Coins and tasks on the chain are safe.',
    remedy:
      'Look at the balances and the history of your accounts before you send anything again, then say here that you did. To have the data back as it was, close Ainur and put local.db, with all files whose names begin so, back from a backup. Check the disk.',
  },
} as const
