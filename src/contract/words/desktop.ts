/** Of the desktop's own menu and dialogs. */
export const desktop = {
  file: 'File',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  'select-all': 'Select all',
  view: 'View',
  reload: 'Reload',
  'tools-for-developers': 'Developer tools',
  'actual-size': 'Actual size',
  'zoom-in': 'Zoom in',
  'zoom-out': 'Zoom out',
  'full-screen': 'Full screen',
  window: 'Window',
  minimize: 'Minimize',
  'close-window': 'Close window',
  help: 'Help',
  'look-for-updates': 'Look for updates…',
  cancel: 'Cancel',
  open: 'Open',
  'open-outside': 'Open {{host}} in your browser?',
  'cannot-start': 'Ainur cannot start',
  'no-core': 'The core is starting or away',
  'no-agents': 'No agent is hosted here',
  agents: '{{working}} of {{hosted}} agents at work, {{earned, ainu}} earned',
  'open-ainur': 'Open Ainur',
  'ask-closing': 'Should Ainur go on in the background?',
  'closing-means':
    'In the background hosted agents go on working and earning, and your tasks are followed. Ainur stays in the tray; start it again to see its window. You can change this in Settings.',
  'go-on': 'Go on in the background',
  'not-now': 'Not now',
  close: 'Close',
  'no-notes': 'The publisher says nothing about what changed.',
  newest: 'This is the newest version.',
  newer: 'Ainur {{next}} is there. You have {{version}}.',
  'install-as-before': 'Install it the way you installed this one.',
  fetch: 'Fetch it',
  fetched: 'Ainur {{next}} is ready.',
  'installing-means': 'Ainur closes, is replaced and starts again. Agents stop working meanwhile.',
  install: 'Install and restart',
  'not-updated': 'No update was installed.',
  'changed-since': 'Ainur is not as it was installed: {{changes}}. Install it again from where you got it.',
  'update-not-signed':
    'The new version is not signed by the publisher of Ainur. It was thrown away. If this happens again, tell the publisher of Ainur.',
  'update-differs':
    'What was fetched is not what the feed of updates says. It was thrown away. If this happens again, tell the publisher of Ainur.',
  'update-in-parts':
    'The new version would fetch parts of itself from elsewhere. It was thrown away. If this happens again, tell the publisher of Ainur.',
  'feed-without-list':
    'The feed of updates has no list of versions. Check the connection and try again later.',
  'feed-unreadable':
    'The feed of updates has a list of versions that cannot be read. Check the connection and try again later.',
  'feed-without-sum':
    'The feed of updates does not say how to check the new version, so it was not fetched. Check the connection and try again later.',
  'feed-without-file':
    'The feed of updates names no file of the new version. Check the connection and try again later.',
  'feed-failed':
    'The feed of updates could not be read, or the new version not fetched. Check the connection and try again later.',
  changed: {
    message: 'Ainur is not as it was installed. Nothing of it was started, and no keys were opened.',
    remedy: 'Install it again from where you got it. If you did not change it, have the machine checked.',
  },
} as const
