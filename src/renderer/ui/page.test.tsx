import { screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { showPart } from '../testing/page.tsx'
import { Page, Section } from './page.tsx'

const Hostile = (): never => {
  throw new RangeError('Maximum call stack size exceeded')
}

it('keeps actions and other sections where one cannot be shown', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await showPart(
    <Page title="A task" actions={<button>Accept</button>}>
      <Section title="Result" actions={<button>Save</button>}>
        <Hostile />
      </Section>
      <Section title="Terms">12 AINU</Section>
    </Page>,
  )
  expect(screen.getByRole('button', { name: 'Accept' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy()
  expect(screen.getByText('12 AINU')).toBeTruthy()
  const result = within(screen.getByRole('heading', { name: 'Result' }).closest('section')!)
  expect(result.getByText('This part of the page could not be shown')).toBeTruthy()
})

it('keeps actions where nothing below them can be shown', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await showPart(
    <Page title="A task" actions={<button>Accept</button>}>
      <Hostile />
    </Page>,
  )
  expect(screen.getByRole('button', { name: 'Accept' })).toBeTruthy()
  expect(screen.getByRole('alert')).toBeTruthy()
})

it('keeps what it says below a heading, and what can be done, apart', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await showPart(
    <Page title="A task" lead={<Hostile />} actions={<button>Accept</button>}>
      Terms
    </Page>,
  )
  expect(screen.getByRole('button', { name: 'Accept' })).toBeTruthy()
  expect(screen.getByText('Terms')).toBeTruthy()
})

it('keeps what it shows where what can be done cannot be shown', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await showPart(
    <Page title="A task" actions={<Hostile />}>
      Terms
    </Page>,
  )
  expect(screen.getByText('Terms')).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'A task' })).toBeTruthy()
})
