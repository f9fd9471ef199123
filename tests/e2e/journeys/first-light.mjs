// The first evening with Cairn, by keyboard alone. `make run` plays it where there is no display to show a window on.
import { rmSync } from 'node:fs'
import * as diary from '../diary.mjs'
import { Home } from '../desktop.mjs'
import { check, journey, step } from '../steps.mjs'
import { Cairn, PICTURES } from '../window.mjs'
import { t } from '../words.mjs'

const WORDS = 'The quernlight on my aunt’s kitchen wall'

export default () =>
  journey('First light: a vault, a page, its sessions, and back again', async () => {
    rmSync(PICTURES, { recursive: true, force: true })
    const home = new Home()
    const cairn = new Cairn(home)
    const show = (name) => cairn.picture(name)
    const stepAndShow = (name, picture, act) =>
      step(name, async () => {
        await act()
        if (picture) await show(picture)
      })
    /** The main screens once more, as they look now. */
    const aroundTheHouse = async (how, picture) => {
      for (const place of ['diary', 'course', 'today']) {
        await stepAndShow(`${t(`frame-${place}`)} ${how}`, `${picture}-${place}`, async () => {
          await cairn.choose('link', t(`frame-${place}`))
          await cairn.see('heading', place === 'today' ? /./ : t(`frame-${place}`))
        })
      }
      await stepAndShow(`a page ${how}`, `${picture}-page`, async () => {
        await diary.find(cairn, 'quernlight')
        await cairn.press('ArrowDown')
        await cairn.press('Enter')
        await cairn.see('textbox', t('diary-body'))
      })
      await stepAndShow(`the door ${how}`, `${picture}-door`, async () => {
        await diary.lock(cairn)
      })
      await step('and in again', () => diary.unlock(cairn))
    }
    let groups
    try {
      await stepAndShow('the window opens and says what Cairn is', '01-welcome', async () => {
        await cairn.start()
        await cairn.see('heading', t('welcome-title'), 30_000)
      })
      await stepAndShow('country and look, before any passphrase', '02-look', async () => {
        await diary.welcome(cairn)
        await diary.chooseCountry(cairn, t('country-scotland'))
      })
      await stepAndShow('seven words are offered', '03-passphrase-offered', async () => {
        await cairn.choose('button', t('next'))
        await cairn.see('heading', t('setup-passphrase-title'))
      })
      await stepAndShow('own passphrase, typed twice', '04-passphrase-own', () => diary.choosePassphrase(cairn, diary.PASSPHRASE))
      await stepAndShow('the recovery key is shown, to be written down', '05-recovery-key', async () => {
        await cairn.press('Enter')
        groups = await diary.readKey(cairn)
      })
      await stepAndShow('one group of it, typed back', '06-recovery-key-checked', async () => {
        await cairn.choose('button', t('key-written'))
        await diary.typeGroupBack(cairn, groups)
      })
      await stepAndShow('Today, empty', '07-today-first', async () => {
        await cairn.choose('button', t('setup-done-go'))
        await diary.home(cairn)
      })
      await stepAndShow('Ctrl+N opens a page', '08-new-page', () => diary.newPage(cairn))
      await stepAndShow('writing, and it saves by itself', '09-writing', async () => {
        await cairn.tabTo('textbox', t('diary-body'))
        await cairn.engineAgrees()
        await cairn.type(WORDS)
        await diary.saved(cairn)
      })
      await stepAndShow('session 3 first, session 2 also', '10-sessions', async () => {
        await diary.chooseSession(cairn, 'S03')
        await diary.chooseSession(cairn, 'S02')
        await diary.saved(cairn)
      })
      await stepAndShow('kept', '11-today', async () => {
        await cairn.choose('button', t('diary-keep'))
        await diary.home(cairn)
        await cairn.read('quernlight')
      })
      await stepAndShow('Ctrl+L locks', '12-locked', async () => {
        await diary.lock(cairn)
        const left = await cairn.run(() => document.documentElement.outerHTML)
        check(!left.includes('quernlight'), 'the page still holds the words')
      })
      await stepAndShow('a passphrase that does not fit, said calmly', '13-does-not-fit', async () => {
        await diary.tryPassphrase(cairn, 'not the one that was chosen')
        await cairn.read(t('problem-passphraseDidNotOpen'), 20_000)
      })
      await stepAndShow('unlocked', '14-unlocked', () => diary.unlock(cairn))
      await stepAndShow('Ctrl+K finds “quernlight”', '15-find', () => diary.find(cairn, 'quernlight'))
      await stepAndShow('and opens it, sessions and all', '16-found', async () => {
        await cairn.press('ArrowDown')
        await cairn.press('Enter')
        await cairn.see('textbox', t('diary-body'))
        await cairn.read(WORDS)
        await diary.showBeside(cairn)
        for (const id of ['S03', 'S02']) {
          const { no, title } = diary.sessions.find((session) => session.id === id)
          await cairn.read(t('diary-session', { no, title }))
        }
        await cairn.read(t('diary-session-main'))
      })
      await step('the window closes, and the program ends by itself', () => cairn.close())
      await stepAndShow('started again, it asks for the passphrase', '17-started-again', async () => {
        await cairn.start()
        await cairn.see('textbox', t('lock-passphrase'), 30_000)
      })
      await step('unlocked again', () => diary.unlock(cairn))
      await stepAndShow('still there', '18-still-there', () => diary.find(cairn, 'quernlight'))
      await stepAndShow('the dark look, from the settings', '19-dark-settings', async () => {
        await cairn.press('Escape')
        await diary.theme(cairn, 'dark')
      })
      await aroundTheHouse('in the dark', '20-dark')
      await step('twice the size', async () => {
        await diary.theme(cairn, 'light')
        await diary.size(cairn, 200)
      })
      await aroundTheHouse('at 200 %', '21-large')
    } finally {
      await cairn.endWith('first-light')
      await home.remove()
    }
  })
