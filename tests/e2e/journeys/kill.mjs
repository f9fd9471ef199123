// The program is killed in the middle of a sentence. What was typed more than two seconds before is there.
import * as diary from '../diary.mjs'
import { apps, gone, Home } from '../desktop.mjs'
import { check, journey, pause, step } from '../steps.mjs'
import { Cairn, PROGRAM } from '../window.mjs'
import { t } from '../words.mjs'

const AT_RISK = 2000

export default () =>
  journey('Killed while writing', async () => {
    const home = new Home()
    let cairn = new Cairn(home)
    const typed = []
    let killed
    try {
      await step('a vault is made, a page begun', async () => {
        await cairn.start()
        await diary.setUp(cairn)
        await diary.newPage(cairn)
        await cairn.tabTo('textbox', t('diary-body'))
        await cairn.type('grentholm ')
      })
      await step('kill -9 in the middle of a sentence', async () => {
        for (const began = Date.now(); Date.now() - began < 7000; ) {
          const word = `w${String(typed.length).padStart(3, '0')}`
          await cairn.type(`${word} `)
          typed.push({ word, at: Date.now() })
          await pause(40)
        }
        for (const pid of apps(PROGRAM)) process.kill(pid, 'SIGKILL')
        killed = Date.now()
        await gone(PROGRAM)
        await cairn.end()
        return `${typed.length} words were typed`
      })
      await step('on the next start, all that is older than two seconds is there', async () => {
        cairn = new Cairn(home)
        await cairn.start()
        await diary.unlock(cairn)
        await diary.find(cairn, 'grentholm')
        await cairn.press('ArrowDown')
        await cairn.press('Enter')
        await cairn.see('textbox', t('diary-body'))
        await cairn.read('grentholm')
        const there = new Set((await cairn.text()).split(' '))
        const lost = typed.filter(({ word }) => !there.has(word))
        const owed = lost.filter(({ at }) => killed - at > AT_RISK)
        check(owed.length === 0, `lost, though typed early enough: ${owed.map(({ word, at }) => `${word} (${killed - at} ms)`).join(', ')}`)
        return lost.length === 0 ? 'nothing was lost' : `the last ${lost.length} words were lost, the oldest ${killed - lost[0].at} ms old`
      })
    } finally {
      await cairn.endWith('kill')
      await home.remove()
    }
  })
