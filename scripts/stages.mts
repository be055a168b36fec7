// What `npm test` proves, in order, as data.

export interface Stage {
  readonly name: string
  readonly title: string
  readonly work: Work
  /** Stages without which this one can prove nothing; it is left out when one of them failed. */
  readonly needs?: readonly string[]
}

export type Work =
  /** A script or a tool in node_modules, by Node 24; counts as one test unless it reports its own counts. */
  | { readonly type: 'node'; readonly file: string; readonly args?: readonly string[] }
  /**
   * `node:test` files in folders of `test/`, each of which must have some. `limitMs` is for all of them. Each file is a process
   * of its own, but in the folders that are named as `together`: to start one costs more than most tests.
   */
  | {
      readonly type: 'tests'
      readonly folders: readonly string[]
      readonly together?: readonly string[]
      readonly limitMs: number
      readonly concurrency?: number
    }

const minute = 60_000

export const stages: readonly Stage[] = [
  {
    name: 'lint',
    title: 'format and lint',
    work: {
      type: 'node',
      file: 'node_modules/@biomejs/biome/bin/biome',
      args: ['check', '--error-on-warnings', '--max-diagnostics=200'],
    },
  },
  { name: 'types', title: 'types', work: { type: 'node', file: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] } },
  {
    name: 'unit',
    title: 'unit and rule tests',
    work: {
      type: 'tests',
      folders: ['consul', 'scripts', 'core', 'rules', 'workspace', 'portability', 'cli', 'client', 'syntaxes'],
      together: ['core', 'rules', 'cli', 'client', 'syntaxes'],
      limitMs: 5 * minute,
    },
  },
  {
    name: 'oracle',
    title: "beside HashiCorp's own formatter and reader",
    work: { type: 'tests', folders: ['oracle'], limitMs: 3 * minute },
  },
  { name: 'tidy', title: 'house rules', work: { type: 'tests', folders: ['tidy'], limitMs: minute } },
  { name: 'build', title: 'bundles', work: { type: 'node', file: 'scripts/build.mts', args: ['--dev'] } },
  {
    name: 'lsp',
    title: 'language server over its protocol',
    work: { type: 'tests', folders: ['lsp'], limitMs: 3 * minute },
    needs: ['build'],
  },
  {
    name: 'program',
    title: 'the command line tool as it is built',
    work: { type: 'tests', folders: ['program'], limitMs: 3 * minute },
    needs: ['build'],
  },
  { name: 'consul', title: 'Consul 1.13.9 and 1.16.1', work: { type: 'node', file: 'scripts/consul.mts' } },
  {
    name: 'live',
    title: 'live tests on real Consul',
    // One at a time: agents elect leaders, and a starved one loses its lead.
    work: { type: 'tests', folders: ['live'], limitMs: 10 * minute, concurrency: 1 },
    needs: ['consul'],
  },
  { name: 'host', title: 'inside a real VS Code', work: { type: 'node', file: 'test/host/run.mts' }, needs: ['build', 'consul'] },
  {
    name: 'neighbours',
    title: 'an empty VS Code, beside the extensions of others',
    work: { type: 'node', file: 'test/host/run.mts', args: ['--neighbours'] },
    needs: ['build'],
  },
  { name: 'package', title: 'the package', work: { type: 'node', file: 'scripts/package.mts' } },
  {
    name: 'vsix',
    title: 'the package inside a real VS Code',
    work: { type: 'node', file: 'test/host/run.mts', args: ['--vsix'] },
    needs: ['package', 'consul'],
  },
  { name: 'ui', title: '`npm start` as a user sees it', work: { type: 'node', file: 'test/host/ui.mts' }, needs: ['package', 'consul'] },
]

/** Folders of `test/` that may still be empty. A finished project has none here. */
export const notYet: readonly string[] = ['workspace']
