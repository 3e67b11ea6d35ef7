import { screen } from '@testing-library/react'
import decodeQR from 'qr/decode.js'
import { expect, it } from 'vitest'
import { showPart } from '../testing/page.tsx'
import { alice } from '../testing/samples.ts'
import { QrCode } from './qr-code.tsx'

/** The picture that the elements draw, 4 pixels for each module. */
const draw = (svg: Element) => {
  const modules = Number(svg.getAttribute('viewBox')?.split(' ')[2])
  const size = modules * 4
  const data = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const [, x, y] of (svg.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h1/g))
    for (let row = 0; row < 4; row++) {
      const from = ((Number(y) * 4 + row) * size + Number(x) * 4) * 4
      data.fill(0, from, from + 16)
    }
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255
  return { width: size, height: size, data }
}

it('is read as what it was made of', async () => {
  await showPart(<QrCode value={alice} label="Address of Alice" />)
  expect(decodeQR(draw(screen.getByRole('img', { name: 'Address of Alice' })))).toBe(alice)
})
