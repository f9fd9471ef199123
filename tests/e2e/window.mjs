// The real window, driven by real keys: a journey says what a person looks for and what they press.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { where } from '../../scripts/build-apps.mjs'
import { closeFront, family, gone, picture, start, windowShown } from './desktop.mjs'
import { leftBehind, outline, painted, text } from './page.mjs'
import { check, halted, pause, until } from './steps.mjs'
import { WebDriver } from './webdriver.mjs'

export const PROGRAM = where('webdriver')
export const PLAIN = where('plain')
export const CLI = where('cairn')
export const PICTURES = new URL('../../target/tour/', import.meta.url).pathname

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })

const fits = (wanted, given) => (wanted instanceof RegExp ? wanted.test(given) : wanted === given)

export class Cairn {
  #home
  #driver
  #web
  #window

  constructor(home) {
    this.#home = home
  }

  /** Starts the driver and, through it, the app. */
  async start() {
    const own = join(process.env.CAIRN_CACHE ?? join(homedir(), '.cache/cairn'), 'tools/bin/tauri-driver')
    const [port, native] = [await freePort(), await freePort()]
    this.#driver = start(existsSync(own) ? own : 'tauri-driver', ['--port', port, '--native-port', native], this.#home.env)
    this.#web = new WebDriver(`http://127.0.0.1:${port}`)
    try {
      await this.#web.ready()
      await this.#web.open(PROGRAM)
      this.#window = await windowShown('Cairn')
    } catch (error) {
      error.message += `\nthe driver said: ${this.#driver.said}`
      throw error
    }
  }

  get pids() {
    return family(PROGRAM)
  }

  /** Ends everything without ceremony; for the end of a journey. */
  async end() {
    await this.#web?.end()
    this.#driver?.kill()
    for (const pid of this.pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // ended by itself
      }
    }
    await gone(PROGRAM).catch(() => {})
  }

  /** The end of a journey. If it stopped half-way, a picture of where, and what the program said. */
  async endWith(name) {
    if (halted()) {
      await picture(join(PICTURES, `failed-${name}.png`)).catch(() => {})
      if (this.#driver?.said) console.log(`  the program said: ${this.#driver.said.trim().replaceAll('\n', '\n  ')}`)
    }
    await this.end()
  }

  /** Closes the window as a person does, and waits until the program has ended by itself. */
  async close() {
    await closeFront()
    await gone(PROGRAM)
    await this.end()
  }

  outline = () => this.#web.run(outline)
  text = () => this.#web.run(text)
  leftBehind = () => this.#web.wait(leftBehind)
  press = (chord) => this.#web.press(chord)
  type = (words) => this.#web.type(words)
  run = (fn, ...args) => this.#web.run(fn, ...args)

  /** Waits for something with this role and name. */
  async see(role, name, patience = 10_000) {
    let all = []
    try {
      return await until(`${role} “${name}”`, async () => {
        all = await this.outline()
        return all.find((one) => one.role === role && fits(name, one.name))
      }, patience)
    } catch (error) {
      error.message += `\nthere are: ${all.map((one) => `${one.role} “${one.name.slice(0, 60)}”`).join(', ')}`
      throw error
    }
  }

  /** Waits until these words stand somewhere on the page. */
  async read(words, patience = 10_000) {
    let all = ''
    try {
      await until(`the words “${words}”`, async () => {
        all = await this.text()
        return words instanceof RegExp ? words.test(all) : all.includes(words)
      }, patience)
    } catch (error) {
      error.message += `\nthe page says: ${all.slice(0, 1500)}`
      throw error
    }
  }

  async focus() {
    return (await this.outline()).find((one) => one.focus)
  }

  /** Goes to something with Tab alone, as someone without a mouse must. */
  async tabTo(role, name, key = 'Tab') {
    await this.see(role, name)
    const passed = []
    for (let i = 0; i < 80; i++) {
      const here = await this.focus()
      if (here && here.role === role && fits(name, here.name)) return here
      passed.push(here ? `${here.role} “${here.name.slice(0, 40)}”` : 'nothing')
      await this.press(key)
    }
    throw new Error(`Tab never came to ${role} “${name}”; it passed ${[...new Set(passed)].join(', ')}`)
  }

  /** Goes to a button or link with Tab and presses it. */
  async choose(role, name) {
    await this.tabTo(role, name)
    await this.press('Enter')
  }

  /** Goes to a field with Tab and types; what is there already is replaced. */
  async fill(role, name, words) {
    await this.tabTo(role, name)
    await this.press('Control+a')
    await this.type(words)
  }

  /** The engine's accessibility tree agrees with what our finder says has the focus. */
  async engineAgrees() {
    const ours = await this.focus()
    const theirs = await this.#web.focused()
    check(ours && theirs.name.replace(/\s+/g, ' ').trim() === ours.name, { ours, theirs })
  }

  /** A picture of the window once it has come to rest. */
  async picture(name) {
    // Drawn by the page, then brought to the screen by the web view: two different moments on a busy machine.
    await this.#web.wait(painted).catch(() => {})
    const path = join(PICTURES, `${name}.png`)
    for (let i = 0, last; i < 12; i++) {
      await pause(250)
      await picture(path, this.#window)
      const now = readFileSync(path).toString('base64')
      if (now === last) return
      last = now
    }
  }
}
