// Consul compares keys without regard to case the way Go's strings.EqualFold does: by Unicode's simple case folding.

/** Texts that Go takes as equal up to case have the same result. */
export function foldCase(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return Array.from(text, foldCharacter).join('')
  }
  return text.toLowerCase()
}

function foldCharacter(character: string): string {
  // The dotless i has no partner in simple folding, though its capital is I.
  if (character === 'ı') return character
  const upper = character.toUpperCase()
  const capital = isOneCharacter(upper) ? upper : character
  const lower = capital.toLowerCase()
  return isOneCharacter(lower) ? lower : capital
}

function isOneCharacter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff)
}
