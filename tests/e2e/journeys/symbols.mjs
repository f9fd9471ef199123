// The program carries its own SQLite. If it gave those names away, the web view's libraries would bind to them
// instead of the system's: two databases in one process, one of them where it should not be.
import { execFileSync } from 'node:child_process'
import { check, journey, step } from '../steps.mjs'
import { PLAIN, PROGRAM } from '../window.mjs'

export default () =>
  journey('The program keeps its database to itself', async () => {
    for (const [kind, program] of [['plain', PLAIN], ['webdriver', PROGRAM]]) {
      await step(`the ${kind} build gives no sqlite3 name away`, () => {
        const names = execFileSync('nm', ['-D', '--defined-only', program], { encoding: 'utf8', maxBuffer: 1 << 28 })
        const given = names.split('\n').filter((line) => / sqlite3/.test(line))
        check(given.length === 0, `${given.length} names: ${given.slice(0, 5).join(', ')}`)
        return `${names.split('\n').length - 1} names in all`
      })
    }
  })
