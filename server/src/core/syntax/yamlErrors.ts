// Says in plain words what is wrong with the syntax of a YAML text.

const sentences: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias takes no anchor and no tag of its own.',
  BAD_ALIAS: 'The name of an anchor or alias is missing. A text that begins with `*` or `&` needs quotes.',
  BAD_DIRECTIVE: 'A line that begins with `%` is a directive, which is not read here.',
  BAD_DQ_ESCAPE: 'This escape does not exist between `"`. Write `\\\\` for a backslash, or use single quotes.',
  BAD_INDENT: 'The indentation fits no level above. Indent the line as its neighbours.',
  BAD_SCALAR_START: 'A text cannot begin with this character. Put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A key and its value must begin on a line of their own here.',
  BLOCK_IN_FLOW: 'Within `{}` and `[]` nothing can be said by indentation.',
  MISSING_CHAR: 'A character is missing here: the end of a quote or bracket, a `:` after a key, or a blank after it.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line, with a `:` and a blank behind it.',
  TAB_AS_INDENT: 'YAML takes no tabs for indentation. Use blanks.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
}

/** One sentence for an error of the package `yaml`, by its code and, where there is one, its message. */
export function describeYamlError(code: string, message = ''): string {
  return `${unclosed(message) ?? sentences[code] ?? 'This is no YAML that Kubernetes reads.'} Kubernetes stops reading here.`
}

/** The package takes the next line of a level above for the end, and then speaks of indentation. */
function unclosed(message: string): string | undefined {
  const closing = /\bend with a ([\]}])$/.exec(message)?.[1]
  return closing && `A \`${closing === ']' ? '[' : '{'}\` before this is not closed. End it with \`${closing}\`.`
}
