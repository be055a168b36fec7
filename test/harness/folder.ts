// A folder of files for one test, gone when the test ends.
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import type { TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'

export interface Folder {
  readonly path: string
  /** The URI of a file in it. */
  uri(name: string): string
  write(name: string, content: string | Uint8Array): string
  remove(name: string): void
}

/** Makes a folder with these files. */
export function createFolder(context: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'consul-peering-folder-')))
  context.after(() => fs.rmSync(root, { recursive: true, force: true }))
  const folder: Folder = {
    path: root,
    uri: (name) => pathToFileURL(path.join(root, name)).href,
    write(name, content) {
      const file = path.join(root, name)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, content)
      return pathToFileURL(file).href
    },
    remove: (name) => fs.rmSync(path.join(root, name), { recursive: true, force: true }),
  }
  for (const [name, content] of Object.entries(files)) folder.write(name, content)
  return folder
}
