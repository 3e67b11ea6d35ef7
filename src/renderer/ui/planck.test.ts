import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { startI18n } from '../i18n.ts'
import { exactAinu, figure, formatAinu } from './figures.ts'
import { parseAinu, share, sumPlanck } from './planck.ts'

beforeAll(startI18n)

describe('formatAinu', () => {
  it.each([
    ['0', '0'],
    ['1000000000000', '1'],
    ['1500000000000', '1.5'],
    ['1234567891234567', '1,234.5678'],
    ['1', '< 0.0001'],
    ['99999999', '< 0.0001'],
    ['100000000', '0.0001'],
    ['1000000000001', '1'],
  ])('%s planck reads %s', (planck, text) => expect(formatAinu(planck)).toBe(text))

  it('shows a negative amount with a minus', () => expect(formatAinu(-2_500_000_000_000n)).toBe('\u22122.5'))
})

describe('parseAinu', () => {
  it.each([
    ['1', '1000000000000'],
    ['1,000', '1000000000000000'],
    ['0.000000000001', '1'],
    ['.5', '500000000000'],
    ['12. ', '12000000000000'],
    ['3 AINU', '3000000000000'],
  ])('%s is %s planck', (text, planck) => expect(parseAinu(text)).toEqual({ planck }))

  it.each(['1,5', 'abc', '-1', '1e3', '.', '1.2.3', '0x10'])('%s is refused', (text) =>
    expect(parseAinu(text)).toEqual({ problem: 'not-a-number' }),
  )
  it('refuses what cannot be paid exactly', () =>
    expect(parseAinu('0.0000000000001')).toEqual({ problem: 'too-precise' }))
  it('knows an empty field from a wrong one', () => expect(parseAinu('  ')).toEqual({ problem: 'empty' }))

  it('reads back every exact amount', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 38n }), (planck) => {
        expect(parseAinu(exactAinu(planck))).toEqual({ planck: planck.toString() })
      }),
    ))
})

it('adds and compares beyond what a number holds', () => {
  expect(sumPlanck(['9007199254740993', '1'])).toBe('9007199254740994')
  expect(share('1', '4')).toBe(0.25)
  expect(share('1', '0')).toBe(0)
})

describe('in German', () => {
  beforeAll(() => i18next.changeLanguage('de'))
  afterAll(() => i18next.changeLanguage('en'))

  it('writes numbers as German does', () => {
    expect(formatAinu('1234567891234567')).toBe('1.234,5678')
    expect(formatAinu('1')).toBe('< 0,0001')
    expect(figure(1234567.5)).toBe('1.234.567,5')
  })
  it.each([
    ['1,5', '1500000000000'],
    ['1.000', '1000000000000000'],
    ['1.234.567,25 AINU', '1234567250000000000'],
  ])('%s is %s planck', (text, planck) => expect(parseAinu(text)).toEqual({ planck }))
  it.each(['1.5', '1,000,000', '1,2,3', '1.2345'])('%s is refused', (text) =>
    expect(parseAinu(text)).toEqual({ problem: 'not-a-number' }),
  )
  it('reads back every exact amount', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 38n }), (planck) => {
        expect(parseAinu(exactAinu(planck))).toEqual({ planck: planck.toString() })
      }),
    ))
})
