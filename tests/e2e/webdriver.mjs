// A small W3C WebDriver client: what the journeys need of it and nothing else, over Node's own fetch.

/** WebDriver's own names for keys that write nothing. */
const KEYS = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C',
  Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Delete: '\uE017',
}

export class WebDriver {
  #base
  #session

  constructor(base) {
    this.#base = base
  }

  async #ask(method, path, body, patience = 30_000) {
    const answer = await fetch(this.#base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    })
    const { value } = await answer.json()
    if (value?.error) throw new Error(`${value.error}: ${value.message}`)
    return value
  }

  async ready() {
    for (let i = 0; i < 100; i++) {
      const status = await this.#ask('GET', '/status').catch(() => undefined)
      if (status?.ready) return
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error('the driver did not get ready within 10 seconds')
  }

  async open(application) {
    const capabilities = { alwaysMatch: { 'tauri:options': { application } } }
    const { sessionId } = await this.#ask('POST', '/session', { capabilities }, 60_000)
    this.#session = `/session/${sessionId}`
  }

  /** Ends the session; the driver then ends the app. An app that has gone already is not an error. */
  async end() {
    if (this.#session) await this.#ask('DELETE', this.#session, undefined, 10_000).catch(() => {})
    this.#session = undefined
  }

  /** Runs a function in the page. It sees its arguments only, and what it gives back must be plain data. */
  run(fn, ...args) {
    return this.#ask('POST', `${this.#session}/execute/sync`, { script: `return (${fn}).apply(null, arguments)`, args })
  }

  /** The same for a function that gives a promise. */
  async wait(fn, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (${fn})(...Array.from(arguments).slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }))`
    const { value, error } = await this.#ask('POST', `${this.#session}/execute/async`, { script, args })
    if (error) throw new Error(error)
    return value
  }

  #keys(actions) {
    return this.#ask('POST', `${this.#session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] }, 120_000)
  }

  /** Types text as a person would: each character is a key pressed and let go. */
  async type(text) {
    const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }])
    await this.#keys(actions)
  }

  /** Presses keys together, written as in the app's own hints: `Control+K`. */
  async press(chord) {
    const values = chord.split('+').map((key) => KEYS[key] ?? key.toLowerCase())
    const down = values.map((value) => ({ type: 'keyDown', value }))
    const up = values.toReversed().map((value) => ({ type: 'keyUp', value }))
    await this.#keys([...down, ...up])
  }

  /** What the accessibility tree says of the element that has the focus: the engine's word, not our finder's. */
  async focused() {
    const element = Object.values(await this.#ask('GET', `${this.#session}/element/active`))[0]
    const [role, name] = await Promise.all(
      ['computedrole', 'computedlabel'].map((part) => this.#ask('GET', `${this.#session}/element/${element}/${part}`)),
    )
    return { role, name }
  }
}
