// Builds the window program, once as people get it (plain) and once so that WebDriver may drive it (webdriver:
// a private web view refuses to be driven, so that build turns just that off). Both would land in the same
// place, so each is copied aside under its own name.
//   node scripts/build-apps.mjs plain webdriver      build
//   node scripts/build-apps.mjs --where plain        say where it is
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/cairn/target')
const exe = process.platform === 'win32' ? '.exe' : ''
const features = { plain: 'cairn-app/custom-protocol', webdriver: 'cairn-app/custom-protocol,cairn-app/webdriver' }

/** The program of one kind, or `cairn`, the command line built beside it. */
export const where = (kind) => join(target, 'apps', kind === 'cairn' ? `cairn${exe}` : `cairn-app-${kind}${exe}`)

const run = (program, args, cwd = root) =>
  execFileSync(program, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CARGO_TARGET_DIR: target },
  })

const keep = (name, kind) => {
  mkdirSync(join(target, 'apps'), { recursive: true })
  const to = where(kind)
  copyFileSync(join(target, 'debug', name + exe), `${to}.new`)
  renameSync(`${to}.new`, to) // moved, not written over: the old one may be running
}

export const build = (kinds) => {
  run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'error'], join(root, 'ui'))
  for (const kind of kinds) {
    console.log(`build: the window (${kind}) and the command line`)
    // Both in one go: built one by one they would ask for the same libraries in two ways, and get each twice.
    run('cargo', ['build', '-p', 'cairn', '-p', 'cairn-app', '--bins', '--features', features[kind]])
    keep('cairn-app', kind)
    keep('cairn', 'cairn')
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, ...rest] = process.argv.slice(2)
  if (first === '--where') console.log(where(rest[0]))
  else if (first) build([first, ...rest])
  else throw new Error('Say which: plain, webdriver, or both.')
}
