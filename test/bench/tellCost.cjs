// Loaded before a program (`node --require`), it makes the process tell as its last words, on stderr, what it took.
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  process.stderr.write(`${user + system} ${process.resourceUsage().maxRSS}\n`)
})
