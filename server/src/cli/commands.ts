// The commands themselves: a bundle of its own, since to read that much code takes as long as Node itself takes to start.
export { check } from './check.ts'
export { convertCommand } from './convert.ts'
export { explain } from './explain.ts'
export { explainPathCommand } from './explainPath.ts'
export { fmt } from './fmt.ts'
export { migrateCommand } from './migrate.ts'
export { rules } from './rules.ts'
