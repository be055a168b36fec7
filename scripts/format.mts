// Formats the whole repository and applies Biome's safe fixes.
import { spawnSync } from 'node:child_process'
import * as path from 'node:path'

const biome = path.join(import.meta.dirname, '..', 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
process.exitCode = spawnSync(process.execPath, [biome, 'check', '--write'], { stdio: 'inherit' }).status ?? 1
