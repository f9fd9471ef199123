// The desktop around the window: folders of its own for each journey, processes, keys of the desktop, pictures.
import { execFile, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { pause, until } from './steps.mjs'

const exec = promisify(execFile)

/** A person's folders, empty, for one journey. Cairn and its web view may write nowhere else. */
export class Home {
  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'cairn-'))
    const at = (name) => {
      const path = join(this.root, name)
      mkdirSync(path, { mode: 0o700 })
      return path
    }
    this.env = {
      ...process.env,
      HOME: at('home'),
      XDG_DATA_HOME: at('data'),
      XDG_CONFIG_HOME: at('config'),
      XDG_CACHE_HOME: at('cache'),
      XDG_STATE_HOME: at('state'),
      XDG_RUNTIME_DIR: at('run'),
      TMPDIR: at('tmp'),
      // The plainest system there is: whatever works here works where someone chose a language.
      LC_ALL: 'C.UTF-8',
      TZ: 'Europe/London',
      RUST_BACKTRACE: '1',
    }
  }

  /** A helper of the web view may still be writing its last when the app has gone. */
  async remove() {
    await until(`${this.root} to be removed`, () => {
      rmSync(this.root, { recursive: true, force: true })
      return true
    })
  }
}

/** Processes whose own program is this file, and everything they started, youngest last. */
export function family(program) {
  const all = []
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))[1])
      const [first] = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      all.push({ pid: Number(name), parent, first })
    } catch {
      // ended between two looks
    }
  }
  const found = all.filter(({ first }) => first === program)
  for (const one of found) for (const child of all) if (child.parent === one.pid && !found.includes(child)) found.push(child)
  return found.map(({ pid }) => pid)
}

/** The pids of the app itself, without the web view's. */
export const apps = (program) =>
  family(program).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] === program
    } catch {
      return false
    }
  })

export const gone = (program, patience = 10_000) => until(`${program} to end`, () => family(program).length === 0, patience)

/** Keys pressed on the desktop itself, as xdotool names them. */
export async function desktopKey(...keys) {
  for (const key of keys) {
    await exec('xdotool', ['key', '--clearmodifiers', key], { timeout: 5_000 })
    await pause(60)
  }
}

export const desktopType = (text) => exec('xdotool', ['type', '--delay', '25', text], { timeout: 60_000 })

/** Puts the pointer on a window, which gives it the keys, as the window manager's users do. */
async function toFront(id) {
  await exec('xdotool', ['mousemove', '1270', '810', 'mousemove', '--window', id, '4', '300'], { timeout: 5_000 })
  await exec('xdotool', ['windowfocus', id], { timeout: 5_000 }).catch(() => {})
  await pause(200)
}

/** Closes the window in front, as its close button would: the window manager asks it to. */
export const closeFront = () => desktopKey('ctrl+alt+Escape')

export async function windowShown(title, patience = 30_000) {
  const id = await until(`a window called ${title}`, async () => (await exec('xdotool', ['search', '--onlyvisible', '--name', title])).stdout.trim().split('\n').at(-1), patience)
  await toFront(id)
  return id
}

/** A picture of a window, or of the whole desktop. The web view's own can hang on a still page, this one cannot for long. */
export async function picture(path, window = 'root') {
  mkdirSync(dirname(path), { recursive: true })
  await exec('import', ['-silent', '-window', window, path], { timeout: 15_000 })
}

/** Starts a program and keeps the last of what it says, to be shown if something goes wrong. */
export function start(program, args, env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.said = ''
  const keep = (chunk) => (child.said = (child.said + chunk).slice(-20_000))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  child.ended = new Promise((done) => {
    child.on('error', (error) => done({ error: error.message }))
    child.on('close', (code, signal) => done({ code, signal }))
  })
  return child
}

/** The `cairn` command line on the same folders. */
export function commandLine(program, home, args, passphraseFile) {
  const out = execFileSync(program, ['--json', '--passphrase-file', passphraseFile, ...args], { env: home.env, encoding: 'utf8', timeout: 60_000 })
  return JSON.parse(out || 'null')
}
