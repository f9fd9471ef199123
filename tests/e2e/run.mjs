// Plays the journeys in the real window: `node tests/e2e/run.mjs [name…]`, all of them when none is named.
// It gives itself a display, a session bus and a window manager first, so that it neither needs nor disturbs a
// desktop. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { pause, total } from './steps.mjs'
import { CLI, PICTURES, PLAIN, PROGRAM } from './window.mjs'

const JOURNEYS = ['first-light', 'canary', 'kill', 'second-start', 'no-network', 'symbols']
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !JOURNEYS.includes(name))
if (unknown.length > 0) {
  console.error(`There is no journey called ${unknown.join(', ')}. There are: ${JOURNEYS.join(', ')}.`)
  process.exit(2)
}

if (!process.env.CAIRN_OWN_DISPLAY) {
  const env = { ...process.env, CAIRN_OWN_DISPLAY: '1', GDK_BACKEND: 'x11' }
  delete env.WAYLAND_DISPLAY
  const self = [fileURLToPath(import.meta.url), ...asked]
  const inside = ['-a', '-s', '-screen 0 1280x820x24 -nolisten tcp', 'dbus-run-session', '--', process.execPath, ...self]
  const child = spawn('xvfb-run', inside, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  // The session bus and what it starts talk about themselves; nobody asked.
  const chatter = /^(dbus-daemon\[|SpiRegistry )/
  for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
    createInterface(from).on('line', (line) => chatter.test(line) || to.write(`${line}\n`))
  }
  child.on('error', (error) => console.error(`xvfb-run: ${error.message}`))
  child.on('close', (code) => process.exit(code ?? 1))
  await new Promise(() => {}) // the play goes on inside
}

for (const program of [PROGRAM, CLI, ...(asked.join() === 'first-light' ? [] : [PLAIN])]) {
  if (!existsSync(program)) {
    console.error(`${program} has not been built: node scripts/build-apps.mjs plain webdriver`)
    process.exit(2)
  }
}

mkdirSync(PICTURES, { recursive: true })
// No border, and the one font that every X display has.
const manager = spawn('evilwm', ['-bw', '0', '-fn', 'fixed'], { stdio: ['ignore', 'ignore', 'inherit'] })
await pause(300)
if (manager.exitCode !== null || manager.pid === undefined) {
  console.error('The window manager did not start, so no window could be closed.')
  process.exit(2)
}

for (const name of asked.length > 0 ? asked : JOURNEYS) {
  const { default: play } = await import(`./journeys/${name}.mjs`)
  await play()
}

manager.kill()
const { passed, failed } = total()
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
