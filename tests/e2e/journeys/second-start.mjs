// Two windows on one diary would be two writers. A second start brings the first window forward; and where the
// desktop cannot carry that message, the lock on the diary itself answers in plain words.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as diary from '../diary.mjs'
import { Home, start } from '../desktop.mjs'
import { check, journey, pause, step } from '../steps.mjs'
import { Cairn, CLI, PLAIN } from '../window.mjs'
import { t } from '../words.mjs'

export default () =>
  journey('A second start', async () => {
    const home = new Home()
    const first = new Cairn(home)
    // The same folders, but nobody to carry messages between programs.
    const apart = new Cairn({ env: { ...home.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' } })
    try {
      await step('a first window, with its diary open', async () => {
        await first.start()
        await diary.setUp(first)
      })
      await step('a second start ends at once, and the first window is still there', async () => {
        const second = start(PLAIN, [], home.env)
        const ended = await Promise.race([second.ended, pause(20_000).then(() => undefined)])
        if (!ended) second.kill('SIGKILL')
        check(ended, 'the second one goes on running')
        check(ended.code === 0, { ...ended, said: second.said })
        await diary.home(first)
      })
      await step('the command line is told that the diary is open elsewhere', () => {
        const file = join(home.root, 'passphrase')
        writeFileSync(file, diary.PASSPHRASE, { mode: 0o600 })
        const { status, stdout, stderr } = spawnSync(CLI, ['--json', '--passphrase-file', file, 'list'], { env: home.env, encoding: 'utf8', timeout: 30_000 })
        check(status === 1 && /vault_?in_?use/i.test(stdout + stderr), { status, stdout, stderr })
      })
      await step('a window that could not be told says so in plain words', async () => {
        await apart.start()
        await diary.tryPassphrase(apart, diary.PASSPHRASE)
        await apart.read(t('problem-vaultInUse'), 20_000)
      })
      await step('and the first one can still write', async () => {
        await diary.newPage(first)
        await first.tabTo('textbox', t('diary-body'))
        await first.type('still here')
        await diary.saved(first)
      })
    } finally {
      await apart.end()
      await first.endWith('second-start')
      await home.remove()
    }
  })
