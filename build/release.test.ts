import { expect, test } from 'vitest'
import { feedOf, releaseOptions } from './release.ts'

const signed = { AINUR_RELEASE: '1' }

test('a build of one’s own asks for nothing; a release has to be signed', () => {
  expect(releaseOptions({})).toEqual([])
  expect(releaseOptions(signed)).toContain('-c.forceCodeSigning=true')
})

test('updates come only from a feed that is named, over https, for a release that is signed', () => {
  const feed = 'https://updates.example/ainur'
  expect(releaseOptions({ ...signed, AINUR_FEED_URL: feed }, 'linux')).toContain(`-c.publish.url=${feed}`)
  expect(() => releaseOptions({ AINUR_FEED_URL: feed })).toThrow(/AINUR_RELEASE=1/)
  for (const bad of ['http://updates.example', 'https://a:b@updates.example', 'ftp://x'])
    expect(() => releaseOptions({ ...signed, AINUR_FEED_URL: bad })).toThrow(/https:/)
})

test('for Windows a feed comes with the publisher whose signature is asked for', () => {
  const env = { ...signed, AINUR_FEED_URL: 'https://updates.example/ainur' }
  expect(() => releaseOptions(env, 'win32')).toThrow(/AINUR_PUBLISHER/)
  const named = { ...env, AINUR_PUBLISHER: 'Ainur' }
  expect(releaseOptions(named, 'win32')).toContain('-c.win.signtoolOptions.publisherName=Ainur')
  expect(feedOf(named, 'win32')).toEqual({ url: env.AINUR_FEED_URL, publisher: 'Ainur' })
})
