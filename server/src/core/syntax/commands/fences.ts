// Finds the code fences of a Markdown text that hold shell commands, less prompts and output.
export interface Fence {
  /** Where the code begins and ends, without the lines of the fence. */
  readonly start: number
  readonly end: number
  readonly language: string
}

const opening = /^[ \t>]*(`{3,}|~{3,})[ \t]*([\w+-]*)/

/** The fences of a text; one that is not closed ends with the text. */
export function fencesOf(text: string): readonly Fence[] {
  const fences: Fence[] = []
  let open: { readonly mark: string; readonly language: string; readonly start: number } | undefined
  for (let at = 0; at < text.length; ) {
    const stop = lineStop(text, at)
    const line = text.slice(at, Math.min(stop, at + 200))
    const next = Math.min(stop + 1, text.length)
    if (open === undefined) {
      const [, mark, language] = opening.exec(line) ?? []
      if (mark !== undefined) open = { mark, language: (language ?? '').toLowerCase(), start: next }
    } else if (closes(line, open.mark)) {
      fences.push({ start: open.start, end: at, language: open.language })
      open = undefined
    }
    at = next === at ? text.length : next
  }
  return open ? [...fences, { start: open.start, end: text.length, language: open.language }] : fences
}

function closes(line: string, mark: string): boolean {
  const found = line.replace(/^[ \t>]+/, '').trimEnd()
  return found.length >= mark.length && found === mark.charAt(0).repeat(found.length)
}

const shellLanguages: ReadonlySet<string> = new Set(
  ' sh bash zsh shell shellscript console shell-session shellsession sh-session bash-session terminal'.split(' '),
)

/** Says whether a fence may hold shell commands: by its language, or because it has none. */
export function holdsShell({ language }: Fence): boolean {
  return shellLanguages.has(language)
}

/**
 * The code of a fence, as long as it was, with blanks in place of prompts and, where there are prompts, of the output
 * between them.
 */
export function codeWithoutPrompts(text: string, { start, end }: Fence): string {
  const code = text.slice(start, end)
  if (!/^[ \t]*\$ /m.test(code)) return code
  const lines: string[] = []
  let state: Continued = { isOpen: false, quote: '', delimiter: undefined }
  for (const line of code.split('\n')) {
    const prompt = state.isOpen ? /^[ \t]*> / : /^[ \t]*\$ /
    const found = prompt.exec(line)?.[0].length ?? 0
    const isCommand = state.isOpen || found > 0
    const kept = isCommand ? ' '.repeat(found) + line.slice(found) : ' '.repeat(line.length)
    lines.push(kept)
    if (isCommand) state = continued(kept, state)
  }
  return lines.join('\n')
}

interface Continued {
  /** The next line belongs to the same command. */
  readonly isOpen: boolean
  readonly quote: string
  /** The here-document that is being read. */
  readonly delimiter: string | undefined
}

function continued(line: string, before: Continued): Continued {
  if (before.delimiter !== undefined) {
    const isOpen = line.trim() !== before.delimiter
    return { isOpen, quote: '', delimiter: isOpen ? before.delimiter : undefined }
  }
  let { quote } = before
  for (let i = 0; i < line.length; i++) {
    const c = line.charAt(i)
    if (c === '\\' && quote !== "'") i++
    else if (quote === '' && (c === '"' || c === "'")) quote = c
    else if (c === quote) quote = ''
  }
  const [, delimiter] = /<<-?\s*["']?(\w+)/.exec(line) ?? []
  return { isOpen: quote !== '' || delimiter !== undefined || /\\\r?$/.test(line), quote, delimiter }
}

function lineStop(text: string, at: number): number {
  const lineFeed = text.indexOf('\n', at)
  return lineFeed < 0 ? text.length : lineFeed
}
