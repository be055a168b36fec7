// Lowers a request by `curl` to Consul's HTTP API: its method, path, query, headers and body.
import type { Member, ObjectValue, Value } from '../../value.ts'
import { jsonOf, listValue, member, objectValue, textValue } from './build.ts'
import type { ToolCommand } from './tools.ts'
import { partOf, type Word } from './word.ts'

const dataFlags: ReadonlySet<string> = new Set(['d', 'data', 'data-raw', 'data-binary', 'data-ascii', 'data-urlencode', 'json'])

/** Flags whose value is the next word, or the rest of their own (docs of curl 8). */
const takingFlags: ReadonlySet<string> = new Set([
  ...dataFlags,
  ...'X request H header T upload-file url o output u user A user-agent e referer b cookie c cookie-jar m max-time'.split(' '),
  ...'connect-timeout cacert capath cert E key w write-out K config x proxy retry retry-delay retry-max-time resolve'.split(' '),
  ...'connect-to unix-socket F form D dump-header max-redirs interface oauth2-bearer'.split(' '),
])

interface Request {
  method: Word | undefined
  url: Word | undefined
  data: Word | undefined
  upload: Word | undefined
  isGet: boolean
  readonly headers: Word[]
}

/** The request as an object; `undefined` for one that does not go to Consul. */
export function lowerCurl(command: ToolCommand): ObjectValue | undefined {
  const { toolWord, rest, input, standsAlone } = command
  const request = readRequest(rest)
  const { url } = request
  const start = url?.value.indexOf('/v1/') ?? -1
  if (url === undefined || start < 0) return undefined
  const question = url.value.indexOf('?', start)
  const path = partOf(url, start, question < 0 ? undefined : question)
  const range = { start: toolWord.range.start, end: rest.at(-1)?.range.end ?? toolWord.range.end }
  return objectValue(
    [
      member('tool', textValue({ value: 'curl', range: toolWord.range })),
      member('method', methodOf(request, toolWord)),
      member('url', textValue(url)),
      member('path', textValue(path)),
      member('query', objectValue(question < 0 ? [] : queryOf(partOf(url, question + 1)), range)),
      member('headers', listValue(request.headers, range)),
      ...bodyOf(request, input),
      member('standsAlone', { type: 'boolean', range, value: standsAlone }),
    ],
    range,
  )
}

function readRequest(words: readonly Word[]): Request {
  const request: Request = { method: undefined, url: undefined, data: undefined, upload: undefined, isGet: false, headers: [] }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === undefined) break
    if (!/^-./.test(word.value)) request.url ??= word
    else {
      const { name, value } = flagOf(word)
      const taken = value ?? (takingFlags.has(name) ? words[++i] : undefined)
      setFlag(request, name, taken)
    }
  }
  return request
}

/** `--flag`, or the last letter of a bundle such as `-sX`, with the value that is written onto it. */
function flagOf(word: Word): { readonly name: string; readonly value: Word | undefined } {
  if (word.value.startsWith('--')) return { name: word.value.slice(2), value: undefined }
  for (let i = 1; i < word.value.length; i++) {
    const name = word.value.charAt(i)
    if (takingFlags.has(name)) return { name, value: i + 1 < word.value.length ? partOf(word, i + 1) : undefined }
  }
  return { name: word.value.includes('G') ? 'G' : word.value.slice(1), value: undefined }
}

function setFlag(request: Request, name: string, value: Word | undefined): void {
  if (name === 'G' || name === 'get') request.isGet = true
  else if (value === undefined) return
  else if (name === 'X' || name === 'request') request.method = value
  else if (name === 'url') request.url = value
  else if (name === 'T' || name === 'upload-file') request.upload = value
  else if (name === 'H' || name === 'header') request.headers.push(value)
  else if (dataFlags.has(name)) request.data = value
}

function methodOf({ method, isGet, data, upload }: Request, toolWord: Word): Value {
  if (method) return textValue({ value: method.value.toUpperCase(), range: method.range })
  const implied = isGet ? 'GET' : upload ? 'PUT' : data ? 'POST' : 'GET'
  return textValue({ value: implied, range: toolWord.range })
}

/** The body itself, or the file that holds it. */
function bodyOf({ data, upload }: Request, input: Word | undefined): readonly Member[] {
  const file = upload ?? (data?.value.startsWith('@') ? partOf(data, 1) : undefined)
  if (file === undefined) return data ? [member('body', jsonOf(data))] : []
  if (file.value !== '-') return [member('file', textValue(file))]
  return input ? [member('body', jsonOf(input))] : []
}

function queryOf(query: Word): readonly Member[] {
  const members: Member[] = []
  let start = 0
  for (const part of query.value.split(/[&#]/)) {
    const sign = part.indexOf('=')
    const nameEnd = sign < 0 ? part.length : sign
    const key = partOf(query, start, start + nameEnd)
    const value = partOf(query, start + Math.min(nameEnd + 1, part.length), start + part.length)
    if (part !== '') members.push(member(decoded(key.value), textValue({ value: decoded(value.value), range: value.range }), key.range))
    start += part.length + 1
  }
  return members
}

function decoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
