// Looks for words in files, in every form a program might have written them: UTF-8, UTF-16 either way round,
// base64 wherever the word falls in its groups of three bytes (and in the alphabet made for addresses), hex.
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every form of one word, as [name of the form, bytes]. */
export function forms(word) {
  const utf8 = Buffer.from(word, 'utf8')
  const le = Buffer.from(word, 'utf16le')
  const be = Buffer.from(le).swap16()
  const all = []
  for (const [name, bytes] of [['utf-8', utf8], ['utf-16le', le], ['utf-16be', be]]) {
    all.push([name, bytes])
    for (const shift of [0, 1, 2]) {
      const inner = base64Inside(bytes, shift)
      all.push([`base64 of ${name}, ${shift}`, Buffer.from(inner)])
      const forAddresses = inner.replaceAll('+', '-').replaceAll('/', '_')
      if (forAddresses !== inner) all.push([`base64url of ${name}, ${shift}`, Buffer.from(forAddresses)])
    }
    all.push([`hex of ${name}`, Buffer.from(bytes.toString('hex'))])
    all.push([`HEX of ${name}`, Buffer.from(bytes.toString('hex').toUpperCase())])
  }
  return all
}

/** The base64 characters that depend on the word alone when `shift` bytes come before it in its group. */
function base64Inside(bytes, shift) {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replaceAll('=', '')
  const first = Math.ceil((shift * 8) / 6)
  const last = Math.floor(((shift + bytes.length) * 8) / 6)
  return encoded.slice(first, last)
}

/** Where in these bytes any of the words is found: [{ word, form }]. */
export function find(bytes, words) {
  const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
  const hits = []
  for (const word of words) {
    for (const [form, needle] of forms(word)) {
      const plain = form.startsWith('utf')
      if ((plain ? lower : bytes).includes(plain ? Buffer.from(needle.toString('latin1').toLowerCase(), 'latin1') : needle)) hits.push({ word, form })
    }
  }
  return hits
}

function* files(folder) {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return // gone between two looks
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else if (entry.isFile()) yield path
  }
}

/** Every file under the folders, and files these processes hold open after their names were taken away. */
export function scan(folders, words, pids = []) {
  const hits = []
  let looked = 0
  const look = (path, shownAs = path) => {
    let bytes
    try {
      if (!statSync(path).isFile()) return
      bytes = readFileSync(path)
    } catch {
      return
    }
    looked++
    for (const hit of find(Buffer.from(shownAs), words)) hits.push({ ...hit, file: `the name ${shownAs}` })
    for (const hit of find(bytes, words)) hits.push({ ...hit, file: shownAs })
  }
  for (const folder of folders) for (const file of files(folder)) look(file)
  for (const pid of pids) {
    let open
    try {
      open = readdirSync(`/proc/${pid}/fd`)
    } catch {
      continue
    }
    for (const fd of open) {
      const path = `/proc/${pid}/fd/${fd}`
      let to
      try {
        to = readlinkSync(path)
      } catch {
        continue
      }
      // Shared memory has no name on any disk; a file under one of our folders without a name still has its blocks.
      if (to.endsWith(' (deleted)') && folders.some((folder) => to.startsWith(folder))) look(path, to)
    }
  }
  return { looked, hits }
}
