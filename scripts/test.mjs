// `make test`: every kind of test, one after another, and one last line that adds them up. Goes on after a
// failure, so that one run says all that is wrong. `node scripts/test.mjs core pages` runs only those.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const ui = join(root, 'ui')
const linux = process.platform === 'linux'
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

const unitTests = readdirSync(join(root, 'tests/e2e'))
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => join('tests/e2e', name))

// Each kind: how to run it, and how its own last words say what passed and failed.
const kinds = {
  core: {
    what: 'core, command line, shell, tidy house',
    steps: [
      ['npm', ['run', '--silent', 'build', '--', '--logLevel', 'error'], ui], // the shell does not compile without pages
      ['cargo', ['test', '--workspace', '--no-fail-fast'], root],
    ],
    counts: /test result: \w+\. (?<passed>\d+) passed; (?<failed>\d+) failed/g,
  },
  pages: {
    what: 'pages, unit by unit',
    steps: [['npm', ['test', '--silent'], ui]],
    counts: /^ +Tests +(?:(?<failed>\d+) failed[ |]*)?(?:(?<passed>\d+) passed)?/gm,
  },
  harness: {
    what: 'the tools the journeys stand on',
    steps: [['node', ['--test', '--test-reporter=tap', ...unitTests], root]],
    counts: /^# pass (?<passed>\d+)\n# fail (?<failed>\d+)/gm,
  },
  screens: {
    what: 'every screen in a browser, accessibility included',
    steps: [['npm', ['run', '--silent', 'e2e', '--', '--reporter=list'], ui]],
    counts: /^ +(?:(?<failed>\d+) failed|(?<passed>\d+) passed)/gm,
    needs: () => linux || 'on Linux only: it wants a Chromium of the system',
  },
  window: {
    what: 'journeys in the real window',
    steps: [
      ['node', ['scripts/build-apps.mjs', 'plain', 'webdriver'], root],
      ['node', ['tests/e2e/run.mjs'], root],
    ],
    counts: /^(?<passed>\d+) passed, (?<failed>\d+) failed$/gm,
    needs: () => linux || 'on Linux only: no WebDriver for the web view of macOS, and the network watch is Linux’s own',
  },
}

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(String(port)))
    })
  })

const env = {
  ...process.env,
  CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/cairn/target'),
  CAIRN_PAGES_PORT: await freePort(),
  ...(chromium && { CHROMIUM: chromium }),
}
const strip = (text) => text.replace(/\u001b\[[0-9;]*m/g, '')

const run = ([program, args, cwd]) =>
  new Promise((done) => {
    const child = spawn(program, args, { cwd, env, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const pass = (to) => (chunk) => {
      said += chunk
      to.write(chunk)
    }
    child.stdout.on('data', pass(process.stdout))
    child.stderr.on('data', pass(process.stderr))
    child.on('error', (error) => done({ said: `${said}${error.message}\n`, code: 1 }))
    child.on('close', (code) => done({ said: strip(said), code: code ?? 1 }))
  })

const asked = process.argv.slice(2)
const sum = { passed: 0, failed: 0 }
const lines = []
for (const [name, { what, steps, counts, needs }] of Object.entries(kinds)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const reason = needs?.() ?? true
  if (reason !== true) {
    lines.push(`${name}: left out, ${reason}`)
    continue
  }
  console.log(`\n== ${name}: ${what}`)
  const began = Date.now()
  const here = { passed: 0, failed: 0 }
  let bad = false
  for (const step of steps) {
    const { said, code } = await run(step)
    for (const { groups } of said.matchAll(counts)) {
      here.passed += Number(groups.passed ?? 0)
      here.failed += Number(groups.failed ?? 0)
    }
    if (code !== 0) {
      bad = true
      break
    }
  }
  // A step that fails without a failed test (it did not compile, say) is a failure all the same,
  // and so is one that found nothing to test.
  if (here.failed === 0 && (bad || here.passed === 0)) here.failed = 1
  lines.push(`${name}: ${here.passed} passed, ${here.failed} failed (${Math.round((Date.now() - began) / 1000)} s)`)
  sum.passed += here.passed
  sum.failed += here.failed
}

console.log(`\n${lines.join('\n')}\n${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed === 0 ? 0 : 1
