// Cairn opens no network socket, and works where there is no network to open one on. This needs the build that
// people get: being driven by WebDriver takes a socket of its own. So the keys come from the desktop here, unseen
// by the program, and what they wrote is read back afterwards.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as diary from '../diary.mjs'
import { closeFront, desktopKey, desktopType, gone, Home, picture, start, windowShown } from '../desktop.mjs'
import { scan } from '../scan.mjs'
import { check, journey, pause, step } from '../steps.mjs'
import { Cairn, CLI, PICTURES, PLAIN } from '../window.mjs'

const INET = /\b(AF_INET6?|PF_INET6?)\b/

/** Runs a program so that each socket it and its children ask for is written down. */
const watched = (log, program, args = []) => ['strace', ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=socket,connect', '-o', log, program, ...args]]

/** An evening with nobody watching: unlock, write, find, lock, close. */
async function evening(words, shownAs) {
  await windowShown('Cairn', 60_000)
  await pause(4000)
  await desktopType(diary.PASSPHRASE)
  await desktopKey('Return')
  await pause(6000)
  await desktopKey('ctrl+n')
  await pause(2500)
  await desktopType(words)
  await pause(3500)
  await picture(join(PICTURES, `${shownAs}.png`))
  await desktopKey('ctrl+k')
  await pause(1500)
  await desktopType(words.split(' ')[0])
  await pause(1500)
  await desktopKey('Escape', 'ctrl+l')
  await pause(3000)
  await closeFront()
  await gone(PLAIN, 20_000)
}

export default () =>
  journey('No network', async () => {
    const home = new Home()
    const log = join(home.root, 'sockets')
    const secret = join(home.root, 'passphrase')
    writeFileSync(secret, diary.PASSPHRASE, { mode: 0o600 })
    const wrote = (word) => {
      const found = JSON.parse(execFileSync(CLI, ['--json', '--passphrase-file', secret, 'search', word], { env: home.env, encoding: 'utf8' }))
      check(found.length === 1, `“${word}” was found ${found.length} times`)
    }
    const maker = new Cairn(home)
    let app
    try {
      await step('a vault is made', async () => {
        await maker.start()
        await diary.setUp(maker)
        await maker.close()
      })
      await step('the watch sees a program that does open one', async () => {
        const node = start(...watched(log, process.execPath, ['-e', 'require("net").connect(9, "127.0.0.1").on("error", () => {})']), home.env)
        await node.ended
        check(INET.test(readFileSync(log, 'utf8')), 'the watch saw nothing')
      })
      await step('an evening with Cairn', async () => {
        app = start(...watched(log, PLAIN), home.env)
        await evening('harrowdune by lamplight', 'x1-watched')
        await app.ended
        wrote('harrowdune')
      })
      await step('no process of it asked for a network socket', () => {
        const lines = readFileSync(log, 'utf8').trim().split('\n')
        const seen = lines.filter((line) => INET.test(line))
        check(seen.length === 0, seen.slice(0, 10).join('\n'))
        check(lines.some((line) => line.includes('AF_UNIX')), 'nothing at all was seen')
        return `${lines.length} calls by ${new Set(lines.map((line) => line.split(' ')[0])).size} processes and threads, none of them INET`
      })
      await step('the same where no network exists', async () => {
        const root = process.getuid() === 0
        const apart = [...(root ? [] : ['-r']), '-n']
        const links = execFileSync('unshare', [...apart, 'ip', '-o', 'link'], { encoding: 'utf8' }).trim().split('\n')
        check(links.length === 1 && links[0].includes('state DOWN'), links)
        app = start('unshare', [...apart, PLAIN], home.env)
        await evening('willowmere without a wire', 'x2-no-network')
        await app.ended
        wrote('willowmere')
      })
      await step('and nothing of those evenings lies readable on the disk', () => {
        const { HOME, TMPDIR, XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR } = home.env
        const folders = [HOME, TMPDIR, XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR]
        const { looked, hits } = scan(folders, ['harrowdune', 'willowmere', ...diary.PASSPHRASE.split(' ')])
        check(hits.length === 0, hits)
        check(looked >= 3, `only ${looked} files were there to be read`)
        return `${looked} files`
      })
    } finally {
      app?.kill('SIGKILL')
      await maker.endWith('no-network')
      await home.remove()
    }
  })
