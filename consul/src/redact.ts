// Takes secrets out of what a server says, before anything of it is looked at.
import { type Secret, secretText } from './secret.ts'

/** Shorter runs of a long secret say nothing of it, and could be words of a message. */
const shortestPiece = 8
/** A short secret may be an ordinary word, pieces of which stand everywhere. */
const shortestLong = 32

/** The text without the secrets; of a long one no piece stays, as when a server breaks it over lines or cuts it. */
export function withoutSecrets(text: string, secrets: readonly (Secret | undefined)[]): string {
  return secrets.reduce((left: string, secret) => {
    const value = secret?.reveal().trim() ?? ''
    if (value === '') return left
    const rest = left.replaceAll(value, secretText)
    return value.length < shortestLong ? rest : withoutPieces(rest, value)
  }, text)
}

function withoutPieces(text: string, secret: string): string {
  return text.replace(/[A-Za-z0-9+/=_-]+/g, (run) => (run.length >= shortestPiece && secret.includes(run) ? secretText : run))
}
