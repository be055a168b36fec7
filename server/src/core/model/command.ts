// A command line that talks to Consul, as scripts, pages and tasks hold them.
import { type Document, holdsCommands } from '../document.ts'
import type { ListValue, Member, ObjectValue, StringValue, Value } from '../value.ts'

export type Command = ConsulCommand | ApiRequest | TemplateCall

interface CommandBase {
  readonly document: Document
  readonly root: ObjectValue
  /** Nothing else stands behind it on its line, so that it may be replaced by one with more lines. */
  readonly standsAlone: boolean
}

/** A command of the tool `consul`. */
export interface ConsulCommand extends CommandBase {
  readonly tool: 'consul'
  /** `intention`, `create`. */
  readonly subcommand: readonly StringValue[]
  /** By their names without dashes; the value of one without a value is `true`. */
  readonly flags: readonly Member[]
  readonly positional: readonly StringValue[]
  /** What is put in by a here-document, or by a pipe from `echo` or `cat`. */
  readonly input: Value | undefined
}

/** A request by `curl` to Consul's HTTP API. */
export interface ApiRequest extends CommandBase {
  readonly tool: 'curl'
  readonly method: StringValue
  /** From `/v1/` on. */
  readonly path: StringValue
  readonly query: readonly Member[]
  readonly headers: readonly StringValue[]
  readonly body: Value | undefined
  /** The name of the file that is sent. */
  readonly file: StringValue | undefined
}

/** A call of consul-template that reads a key of another datacenter. */
export interface TemplateCall extends CommandBase {
  readonly tool: 'consul-template'
  readonly key: StringValue
  readonly datacenter: StringValue
}

/** The commands of a document. */
export function commandsOf(document: Document): readonly Command[] {
  if (!holdsCommands(document.format)) return []
  return document.roots.flatMap((root) => (root.type === 'object' ? (readCommand(document, root) ?? []) : []))
}

function readCommand(document: Document, root: ObjectValue): Command | undefined {
  const alone = part(root, 'standsAlone')
  const base = { document, root, standsAlone: alone?.type === 'boolean' && alone.value }
  const tool = textPart(root, 'tool')
  switch (tool?.value) {
    case 'consul':
      return {
        ...base,
        tool: 'consul',
        subcommand: textsOf(part(root, 'subcommand')),
        flags: membersOf(part(root, 'flags')),
        positional: textsOf(part(root, 'arguments')),
        input: part(root, 'input'),
      }
    case 'curl': {
      const [method, path] = [textPart(root, 'method'), textPart(root, 'path')]
      if (!method || !path) return undefined
      const [query, headers] = [membersOf(part(root, 'query')), textsOf(part(root, 'headers'))]
      return { ...base, tool: 'curl', method, path, query, headers, body: part(root, 'body'), file: textPart(root, 'file') }
    }
    case 'consul-template': {
      const [key, datacenter] = [textPart(root, 'key'), textPart(root, 'datacenter')]
      return key && datacenter ? { ...base, tool: 'consul-template', key, datacenter } : undefined
    }
    default:
      return undefined
  }
}

/** The subcommand as it is written in sentences: `intention create`. */
export function subcommandOf({ subcommand }: ConsulCommand): string {
  return subcommand.map(({ value }) => value).join(' ')
}

/** The last flag of one of the names. */
export function flagOf({ flags }: ConsulCommand, ...names: readonly string[]): Member | undefined {
  return flags.findLast(({ key }) => names.includes(key))
}

/** The texts of all flags of a name, each may be given more than once. */
export function flagTexts({ flags }: ConsulCommand, name: string): readonly StringValue[] {
  return flags.flatMap(({ key, value }) => (key === name && value.type === 'string' ? [value] : []))
}

/** The member of a request's query or of an object of its body; Go matches the keys of a body without regard to case. */
export function memberNamed(members: readonly Member[], name: string): Member | undefined {
  return members.findLast(({ key }) => key.toLowerCase() === name.toLowerCase())
}

/** The members of an object of a request's body. */
export function membersOf(value: Value | undefined): readonly Member[] {
  return value?.type === 'object' ? value.members : []
}

/** Says whether a request writes. */
export function isWrite({ method }: ApiRequest): boolean {
  return method.value === 'PUT' || method.value === 'POST'
}

/** Says whether a text is a plain one: without a variable or a command that the script does not settle itself. */
export function isPlain({ value }: StringValue): boolean {
  return !/[$`{}<>]/.test(value)
}

function part(root: ObjectValue, key: string): Value | undefined {
  return root.members.find((member) => member.key === key)?.value
}

function textPart(root: ObjectValue, key: string): StringValue | undefined {
  const value = part(root, key)
  return value?.type === 'string' ? value : undefined
}

function textsOf(value: Value | undefined): readonly StringValue[] {
  const list: Partial<ListValue> = value?.type === 'list' ? value : {}
  return (list.elements ?? []).filter((element) => element.type === 'string')
}
