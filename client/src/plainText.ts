// Sentences name things in backquotes, which only Markdown shows as code; everywhere else plain quotes read better.

/** The text with 'name' for \`name\`. */
export function plainText(text: string): string {
  return text.replace(/`([^`]*)`/g, "'$1'")
}
