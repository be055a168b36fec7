// Work that takes long, cut into slices, so that requests are answered in between.
import type { Guard } from './guard.ts'

/** How long one slice lasts, in milliseconds: no request waits longer for its turn. */
const sliceMs = 8

export interface Background {
  /** Runs the steps of a task after those of all others that wait; an unfinished task of the same name is given up. */
  run(name: string, task: () => Generator<void>): void
  /** Resolves when something was done and nothing is left to do, or when the given function is called. */
  idle(onStopped: (stop: () => void) => void): Promise<void>
  stop(): void
}

interface Task {
  readonly name: string
  readonly steps: Generator<void>
}

/** Makes an empty queue. */
export function createBackground(guard: Guard): Background {
  let tasks: Task[] = []
  let isRunning = false
  let hasRun = false
  const waiting = new Set<() => void>()

  const slice = (): void => {
    const end = performance.now() + sliceMs
    while (performance.now() < end) {
      const [task] = tasks
      if (!task) break
      const done = guard(task.name, true, () => task.steps.next().done === true)
      if (done) tasks = tasks.filter((other) => other !== task)
    }
    isRunning = tasks.length > 0
    if (isRunning) setImmediate(slice)
    else for (const resolve of waiting) resolve()
  }

  return {
    run(name, task) {
      for (const old of tasks.filter((other) => other.name === name)) old.steps.return(undefined)
      tasks = [...tasks.filter((other) => other.name !== name), { name, steps: task() }]
      hasRun = true
      if (isRunning) return
      isRunning = true
      setImmediate(slice)
    },
    idle(onStopped) {
      if (hasRun && tasks.length === 0) return Promise.resolve()
      return new Promise((resolve) => {
        const stop = (): void => {
          waiting.delete(stop)
          resolve()
        }
        waiting.add(stop)
        onStopped(stop)
      })
    },
    stop() {
      for (const { steps } of tasks) steps.return(undefined)
      tasks = []
    },
  }
}
