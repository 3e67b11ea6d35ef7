import { setTimeout as pass } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createCallMarker, MONITOR_BYTES, readCallMonitor } from './call-monitor.ts'

test('calls that overlap do not add up to one that never ends', async () => {
  const buffer = new SharedArrayBuffer(MONITOR_BYTES)
  const marker = createCallMarker(buffer)
  marker.begin('A')
  for (let i = 0; i < 4; i++) {
    await pass(20)
    marker.begin('B')
    marker.end()
    expect(readCallMonitor(buffer)!.ms).toBeLessThan(20)
  }
  await pass(30)
  expect(readCallMonitor(buffer)!.ms).toBeGreaterThanOrEqual(29)
  marker.end()
  expect(readCallMonitor(buffer)).toBeNull()
})
