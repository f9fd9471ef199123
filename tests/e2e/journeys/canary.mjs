// Made-up words typed into every field, then looked for in every file Cairn or its web view could have written.
import { writeFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as diary from '../diary.mjs'
import { Home } from '../desktop.mjs'
import { scan } from '../scan.mjs'
import { check, journey, pause, step } from '../steps.mjs'
import { Cairn } from '../window.mjs'
import { t } from '../words.mjs'

const typed = {
  title: 'thrummelgate',
  body: 'zorblenquist',
  tag: 'quibberlan',
  roughly: 'wintrofell',
  search: 'jorvantile',
}
const answers = ['vexmarrow', 'plindergast', 'oskerdrum']

export default () =>
  journey('No word that is typed lies readable on the disk', async () => {
    const home = new Home()
    const cairn = new Cairn(home)
    const words = [...Object.values(typed), ...answers, ...diary.PASSPHRASE.split(' ')]
    const nowhere = (pids) => {
      const { looked, hits } = scan([home.root], words, pids)
      check(hits.length === 0, hits.map(({ word, form, file }) => `${word} as ${form} in ${file}`).join('\n'))
      check(looked >= 3, `only ${looked} files were there to be read`)
      return `${looked} files`
    }
    try {
      await step('a vault is made', async () => {
        await cairn.start()
        const groups = await diary.setUp(cairn)
        // Any three groups in a row are more than chance could write.
        for (let i = 0; i + 3 <= groups.length; i++) words.push(groups.slice(i, i + 3).join(''))
      })
      await step('a word in the title, the page, a label and a rough date', async () => {
        await diary.newPage(cairn)
        await cairn.fill('textbox', t('diary-title'), typed.title)
        await cairn.fill('textbox', t('diary-body'), typed.body)
        await diary.showBeside(cairn)
        await cairn.fill('textbox', t('diary-roughly'), typed.roughly)
        await cairn.fill('textbox', t('diary-tags'), typed.tag)
        await cairn.press('Enter')
        await diary.saved(cairn)
      })
      await step('a word in each answer of a second page', async () => {
        await diary.newPage(cairn)
        await cairn.tabTo('combobox', t('diary-framework'), 'Shift+Tab')
        await cairn.press('ArrowDown')
        const { stages } = diary.frameworks.find(({ id }) => id === 'F1')
        check(stages.length === answers.length, `F1 has ${stages.length} questions`)
        for (const [index, { question }] of stages.entries()) await cairn.fill('textbox', question, answers[index])
        await diary.saved(cairn)
      })
      await step('each word can be found in the window', async () => {
        for (const word of [typed.title, typed.body, typed.tag, answers[0], answers[2]]) {
          await diary.find(cairn, word)
          await cairn.press('Escape')
        }
        await diary.find(cairn, typed.search, 0)
        await cairn.press('Escape')
      })
      await step('the scanner finds a word planted in these very folders', () => {
        const bait = join(home.env.XDG_CACHE_HOME, 'bait')
        writeFileSync(bait, Buffer.from(`x${typed.body}yz`).toString('base64'))
        const { hits } = scan([home.root], words)
        rmSync(bait)
        check(hits.length === 1 && hits[0].file === bait, hits)
      })
      await step('nothing while it runs', () => nowhere(cairn.pids))
      await step('nothing once it is locked', async () => {
        await diary.lock(cairn)
        await pause(2000) // the copy that is made after a lock
        return nowhere(cairn.pids)
      })
      await step('the web view has kept nothing of its own', async () => {
        const left = await cairn.leftBehind()
        check(Object.values(left).every((count) => count === 0), left)
      })
      await step('nothing after it has ended', async () => {
        await cairn.close()
        return nowhere([])
      })
    } finally {
      await cairn.endWith('canary')
      await home.remove()
    }
  })
