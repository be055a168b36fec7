// Asks for an ACL token: typed blind, cleaned of what pasting adds, and not sent unencrypted without a warning.
import { readAddress } from '../../../consul/src/connection.ts'
import { Secret } from '../../../consul/src/secret.ts'
import type { CommandDependencies } from './command.ts'

/** What to ask. */
export interface TokenQuestion {
  readonly title: string
  readonly address: string
  /** How the answer "no token" reads. */
  readonly none: string
}

/** The answer: `token` is `undefined` when none is wanted. Without an answer at all the whole is `undefined`. */
export async function askToken(
  { ui }: CommandDependencies,
  question: TokenQuestion,
): Promise<{ readonly token: Secret | undefined } | undefined> {
  const { title, address, none } = question
  const wants = await ui.pick({
    title,
    placeholder: 'Which ACL token should be used?',
    choices: [
      { label: 'Enter an ACL token…', description: 'kept in the secret storage of VS Code', icon: 'key', value: true },
      { label: none, description: 'for clusters without ACLs, or with rights for everybody', icon: 'circle-slash', value: false },
    ],
  })
  if (wants === undefined) return undefined
  if (!wants) return { token: undefined }
  const typed = await ui.input({ title, prompt: 'ACL token (`SecretID`)', isSecret: true })
  const token = typed?.replace(/[\r\n]/g, '').trim()
  if (token === undefined || token === '') return undefined
  if (!isSentInTheClear(address)) return { token: new Secret(token) }
  const isFine = await ui.confirm({
    message: 'Send the ACL token unencrypted?',
    detail: `\`${readAddress(address)?.shown ?? address}\` is asked by http, so everybody on the way can read the token. Use the https address of the cluster if it has one.`,
    verb: 'Use It',
  })
  return isFine ? { token: new Secret(token) } : undefined
}

function isSentInTheClear(address: string): boolean {
  const read = readAddress(address)
  return read?.origin.startsWith('http://') === true && !/^(localhost$|127\.|::1$)/.test(read.host)
}
