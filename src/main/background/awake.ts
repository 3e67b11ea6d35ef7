import { powerSaveBlocker } from 'electron'

/** Keeps the computer from going to sleep while it is wanted; the screen may go dark. */
export function createWakefulness(): (wanted: boolean) => void {
  let blocker: number | null = null
  return (wanted) => {
    if (wanted === (blocker !== null)) return
    if (blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    else {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}
