// The scanner must find what is there: one that never finds anything would bless every leak.
import assert from 'node:assert/strict'
import { closeSync, mkdtempSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { forms, scan } from './scan.mjs'

const word = 'quernlight'
const folder = mkdtempSync(join(tmpdir(), 'cairn-scan-'))
after(() => rmSync(folder, { recursive: true }))

const planted = (bytes) => {
  mkdirSync(join(folder, 'a/b'), { recursive: true })
  writeFileSync(join(folder, 'a/b/file'), bytes)
  return scan([folder], [word])
}

const le = (text) => Buffer.from(text, 'utf16le')
const around = `before ${word} after`
const cases = {
  'utf-8': Buffer.from(around),
  'utf-8 with a capital': Buffer.from('Quernlight on the wall'),
  'utf-16le': le(around),
  'utf-16be': le(around).swap16(),
  hex: Buffer.from(Buffer.from(around).toString('hex')),
  HEX: Buffer.from(Buffer.from(around).toString('hex').toUpperCase()),
  'hex of utf-16': Buffer.from(le(around).toString('hex')),
}
for (const before of ['', '1', '12', '123', '1234']) {
  cases[`base64 after ${before.length} bytes`] = Buffer.from(Buffer.from(`${before}${word} and more`).toString('base64'))
  cases[`base64 of utf-16 after ${before.length} characters`] = Buffer.from(le(`${before}${word} and more`).toString('base64'))
  cases[`base64url after ${before.length} bytes`] = Buffer.from(Buffer.from(`${before}${word}?>?>`).toString('base64url'))
}
for (const [name, bytes] of Object.entries(cases)) {
  test(`finds a planted word in ${name}`, () => assert.ok(planted(bytes).hits.length > 0))
}

test('finds a word in the middle of a large file', () => {
  assert.ok(planted(Buffer.concat([Buffer.alloc(5_000_000, 7), Buffer.from(word), Buffer.alloc(5_000_000, 9)])).hits.length > 0)
})

test('finds a word in the name of a file', () => {
  writeFileSync(join(folder, `${word}.txt`), '')
  assert.ok(scan([folder], [word]).hits.length > 0)
  rmSync(join(folder, `${word}.txt`))
})

test('finds a word in a file that is open and has lost its name', { skip: process.platform !== 'linux' }, () => {
  const path = join(folder, 'gone')
  const file = openSync(path, 'w')
  writeSync(file, around)
  rmSync(path)
  const { hits } = scan([folder], [word], [process.pid])
  closeSync(file)
  assert.ok(hits.some((hit) => hit.file.includes('gone')))
})

test('finds nothing where nothing is, and says how many files it read', () => {
  const { looked, hits } = planted(Buffer.from('the querns light up; cXVlcm4='))
  assert.deepEqual(hits, [])
  assert.equal(looked, 1)
})

test('no form of a word is so short that it could be chance', () => {
  for (const [form, bytes] of forms(word)) assert.ok(bytes.length >= 9, `${form} is ${bytes.length} bytes`)
})
