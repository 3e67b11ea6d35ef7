const NONE_ADDED = 'No account was added.'

/** Of accounts, keys, phrases and backups. */
export const wallet = {
  locked: {
    message: 'The account {{account}} is locked.',
    consequence: 'Nothing was signed and nothing was sent.',
    remedy: 'Unlock it with its passphrase and try again.',
  },
  'wrong-passphrase': {
    message: 'The passphrase does not fit this account.',
    remedy: 'Check capital letters and the keyboard layout, and try again.',
  },
  'machine-key-in-order': {
    message: "This machine's key is in order.",
    remedy: 'There is nothing to do: hosted agents can work with it.',
  },
  'hot-key-elsewhere': {
    message: 'This working key of an agent is not on this machine.',
    consequence: 'The agent cannot work here.',
    remedy: 'Host the agent here: it gets a key of its own on each machine.',
  },
  'hot-key-lost': {
    message: 'The working key of {{agents}} cannot be opened any more.',
    consequence: 'The agent cannot work on this machine. What is left on the key for fees cannot be reached.',
    remedy: 'Host the agent here again: it gets a new key.',
  },
  'already-here': {
    message: 'This account is in your wallet already, as {{name}}.',
    remedy: 'Use that one; rename it if you like.',
  },
  'all-here': {
    message: 'All accounts of this backup are in your wallet already.',
    remedy: 'Use those; rename them if you like.',
  },
  'backup-empty': {
    message: 'The backup has no accounts.',
    consequence: NONE_ADDED,
    remedy: 'Export accounts of the kind sr25519, ed25519 or ecdsa from the wallet that the file came from.',
  },
  'backup-unusable': {
    message: '{{name}}: {{why}}',
    consequence: NONE_ADDED,
    remedy: 'Export accounts of the kind sr25519, ed25519 or ecdsa from the wallet that the file came from.',
  },
  'backup-damaged': {
    message: 'The file is a backup of several accounts, but it is damaged.',
    consequence: NONE_ADDED,
    remedy: 'Export it again from where it came from, or export each account by itself.',
  },
  'keystore-damaged': {
    message: 'The keystore is damaged: {{why}}.',
    consequence: NONE_ADDED,
    remedy: 'Export it again from where it came from.',
  },
  'keystore-of-another': {
    message: 'The key in the file does not belong to the address in the file.',
    consequence: NONE_ADDED,
    remedy: 'The file was changed. Export it again from where it came from.',
  },
  'keystore-address-length': {
    message: "The address in the keystore has {{length}} bytes; accounts of Ainur's chain have 32.",
    consequence: NONE_ADDED,
    remedy: 'The file is of another kind of chain, or was changed. Export it again.',
  },
  'keystore-address': {
    message: 'The address in the keystore is not valid.',
    consequence: NONE_ADDED,
    remedy: 'The file was changed. Export it again.',
  },
  'file-not-json': {
    message: 'The file is not JSON.',
    consequence: NONE_ADDED,
    remedy: 'Choose the .json file that a Polkadot wallet exported.',
  },
  'file-not-keystore': {
    message: 'The JSON is not a keystore: it has no encrypted key and address in it.',
    consequence: NONE_ADDED,
    remedy: 'Choose the .json file that a Polkadot wallet exported.',
  },
  'keystore-format': {
    message: 'The keystore has a format that Ainur does not know ({{format}}, version {{version}}).',
    consequence: NONE_ADDED,
    remedy: 'Export it again with a present version of the wallet it came from.',
  },
  'keystore-kind': {
    message: "Keys of the kind {{kind}} cannot be used on Ainur's chain.",
    consequence: NONE_ADDED,
    remedy: 'Use an account of the kind sr25519, ed25519 or ecdsa.',
  },
  'seed-digits': {
    message: 'A seed has only the digits 0-9 and a-f.',
    consequence: NONE_ADDED,
    remedy: 'Check for letters that look like digits, such as o and l.',
  },
  'seed-length': {
    message: 'A seed has 64 hexadecimal digits (32 bytes); this one has {{length}}.',
    consequence: NONE_ADDED,
    remedy: 'Check that nothing is missing.',
  },
  'seed-is-secret-key': {
    message: 'A seed has 64 hexadecimal digits (32 bytes); this one has 128.',
    consequence: NONE_ADDED,
    remedy: 'This is a whole secret key: import it as a JSON file.',
  },
  'seed-guessable': {
    message: 'A seed of equal bytes is no secret: everybody can guess it.',
    consequence: NONE_ADDED,
    remedy: 'Create a new account instead.',
  },
  'phrase-count': {
    message: 'A recovery phrase has 12, 15, 18, 21 or 24 words; this one has {{words}}.',
    consequence: NONE_ADDED,
    remedy: 'Check that no word is missing or there twice.',
  },
  'phrase-count-unknown': {
    message: 'A recovery phrase has 12, 15, 18, 21 or 24 words; this one has {{words}}.',
    consequence: NONE_ADDED,
    remedy: 'Check that no word is missing; word {{place}} is not a word of the list.',
  },
  'phrase-words': {
    message_one: 'Word {{places}} is not in the list of words of recovery phrases.',
    message_other: 'Words {{places, few}} are not in the list of words of recovery phrases.',
    consequence: NONE_ADDED,
    remedy: 'Look for typing errors there. The words of the list are English, in small letters.',
  },
  'phrase-of-another-list': {
    message:
      'These words are from the {{list}} list of words for recovery phrases. Ainur uses the English one.',
    consequence: NONE_ADDED,
    remedy:
      'The account is not lost: export it as a JSON file from the wallet that made the phrase, and import that file.',
  },
  'list-chineseSimplified': 'Chinese (simplified)',
  'list-chineseTraditional': 'Chinese (traditional)',
  'list-french': 'French',
  'list-italian': 'Italian',
  'list-japanese': 'Japanese',
  'list-korean': 'Korean',
  'list-spanish': 'Spanish',
  'phrase-checksum': {
    message: 'Every word is known, but together they are not a recovery phrase: the checksum does not fit.',
    consequence: NONE_ADDED,
    remedy: 'A word is wrong or two have changed places. Compare with what you wrote down.',
  },
  'derivation-password': {
    message: 'A password in the derivation path ("///...") is not supported.',
    consequence: NONE_ADDED,
    remedy: 'Leave it out, or import the account as a JSON file.',
  },
  'derivation-unread': {
    message: 'The derivation path cannot be read.',
    consequence: NONE_ADDED,
    remedy: 'It looks like "//stash" or "/1//2".',
  },
  'bad-address': {
    message: 'This is not an account address: its checksum does not fit.',
    remedy: 'Copy the whole address again; a letter may be missing or wrong.',
  },
  'machine-key-missing': {
    message: "The file with this machine's key is missing.",
    consequence:
      'The working keys of hosted agents{{agents, bracketed}} cannot be opened: these agents do not work here, and what is left on their keys for fees cannot be reached. Your accounts, their coins and stakes are not affected.',
    remedy:
      'Put {{file}} back from a backup and start Ainur again. Without one, make a new key and host the agents here again: they get new working keys.',
  },
  'machine-key-damaged': {
    message: "The file with this machine's key is damaged.",
    consequence:
      'The working keys of hosted agents{{agents, bracketed}} cannot be opened: these agents do not work here, and what is left on their keys for fees cannot be reached. Your accounts, their coins and stakes are not affected.',
    remedy:
      'Put {{file}} back from a backup and start Ainur again. Without one, make a new key and host the agents here again: they get new working keys.',
  },
  'machine-key-other': {
    message:
      "The file with this machine's key does not fit: it is another machine's, or was put there later.",
    consequence:
      'The working keys of hosted agents{{agents, bracketed}} cannot be opened: these agents do not work here, and what is left on their keys for fees cannot be reached. Your accounts, their coins and stakes are not affected.',
    remedy:
      'Put {{file}} back from a backup and start Ainur again. Without one, make a new key and host the agents here again: they get new working keys.',
  },
  'no-phrase': {
    message: 'The account {{name}} was not made from a recovery phrase on this machine.',
    remedy: 'Export it as a JSON file instead.',
  },
  'key-of-another': {
    message: 'The key that is kept for {{name}} belongs to another address.',
    consequence: 'The account stays locked.',
    remedy: 'The backup it came from was changed. Import the account from its recovery phrase.',
  },
  unknown: {
    message: 'This account is not in your wallet.',
    remedy: 'Choose one of your accounts, or import it first.',
  },
  busy: {
    message: 'Too many passphrases are being worked on at once.',
    remedy: 'Try again in a few seconds.',
  },
  'watched-no-key': {
    message: 'The account {{name}} is only watched: its key is not on this machine.',
    remedy: 'Import its recovery phrase, seed or JSON file to use it.',
  },
  'watched-cannot-sign': {
    message: 'The account {{name}} is only watched and cannot sign.',
    consequence: 'Nothing was signed and nothing was sent.',
    remedy: 'Choose another account, or import the key of this one.',
  },
  'key-damaged': {
    message: 'The key of {{name}} that is kept on this machine is damaged.',
    consequence:
      'The account cannot sign here, with any passphrase. Its coins on the chain are safe, and other accounts work.',
    remedy:
      'Import the account again from its recovery phrase or a file: that puts the key right. Or remove it from this machine.',
  },
  'phrase-damaged': {
    message: 'The recovery phrase of {{name}} that is kept on this machine is damaged.',
    consequence:
      'It cannot be shown again; the account still signs. Its coins on the chain are safe, and other accounts work.',
    remedy: 'Look for what you wrote down, or export the account as a file.',
  },
  unsealed: {
    message: 'The key of {{name}} is kept without a passphrase.',
    consequence: 'It came so from a backup. It opens for nobody until it is sealed, and nothing was signed.',
    remedy: 'Give it a passphrase: Wallet, the account, "Change passphrase".',
  },
  'too-many-tries': {
    message: 'Too many wrong passphrases: this one was not tried. Try again in {{wait, wait}}.',
    consequence: 'The account stays locked, and nothing was signed.',
    remedy:
      'Wait, then look at capital letters and the keyboard layout. Each further wrong one doubles the wait.',
  },
  'desktop-only': {
    message: 'This key was protected by the desktop app and can only be opened there.',
    remedy: 'Start the desktop app on this computer, or import the account from its recovery phrase.',
  },
  'name-differs': {
    message: 'The name does not match: this account is called {{name}}.',
    consequence: 'The account is still here.',
    remedy: 'Type the name exactly to remove the account from this machine.',
  },
  guessable: {
    message:
      'This passphrase is too easy to guess: it is short, blank, a repetition, or one of those that are tried first.',
    consequence:
      'Nothing was sealed with it. Whoever got hold of this machine or of the file could guess it.',
    remedy: 'Choose another one, e.g. four words that have nothing to do with each other.',
  },
  'guessable-for-file': {
    message:
      'The passphrase for the file is too easy to guess: it is short, blank, a repetition, or one of those that are tried first.',
    consequence:
      'Nothing was sealed with it. Whoever got hold of this machine or of the file could guess it.',
    remedy: 'Choose another one, e.g. four words that have nothing to do with each other.',
  },
  'guessable-for-accounts': {
    message:
      'The passphrase for keeping {{names, few}} here is too easy to guess: it is short, blank, a repetition, or one of those that are tried first.',
    consequence:
      'Nothing was sealed with it. Whoever got hold of this machine or of the file could guess it.',
    remedy:
      'No account was added. Give a new passphrase for this machine, e.g. four words that have nothing to do with each other.',
  },
} as const
