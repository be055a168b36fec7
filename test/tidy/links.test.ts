// The links and pictures of the documentation lead to something, also from within the package.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import * as z from 'zod'

const root = path.resolve(import.meta.dirname, '..', '..')
const pages = fs.globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md', 'test/**/README.md'], {
  cwd: root,
  exclude: (name) => name.split(path.sep).includes('node_modules'),
})

test('every relative link leads to a file of the project', () => {
  const dead = pages.flatMap((page) => linksOf(page).flatMap((link) => (fs.existsSync(path.join(root, link)) ? [] : [`${page}: ${link}`])))
  assert.deepEqual(dead, [])
})

test('what the README links to is part of the package', () => {
  const { files } = z
    .looseObject({ files: z.array(z.string()) })
    .parse(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')))
  const missing = linksOf('README.md').filter((link) => files.every((shipped) => link !== shipped && !link.startsWith(`${shipped}/`)))
  assert.deepEqual(missing, [])
})

/** The files that a page links to, relative to the root; links to other sites and within the page are left out. */
function linksOf(page: string): readonly string[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^([a-z]+:|#)/.test(link)) return []
    return [path.posix.join(path.posix.dirname(page), link.replace(/#.*/, ''))]
  })
}
