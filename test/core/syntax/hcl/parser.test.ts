// HCL 1 as Consul reads it. Each oddity here was seen in the original parser.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseHcl } from '../../../../server/src/core/syntax/hcl/parser.ts'
import { checkProblems, checkTaken } from '../../../harness/tree.ts'

describe('HCL that Consul takes', () => {
  it('has attributes and blocks', () => {
    checkTaken('Kind = "mesh"\nTLS { Incoming = {} }\n', '{Kind="mesh" TLS {Incoming={}}}')
  })

  it('makes a member of each label', () => {
    checkTaken('a "b" c { d = 1 }', '{a {b {c {d=1}}}}')
  })

  it('needs no separator between members, and takes one comma after each', () => {
    checkTaken('Kind="x"Name="a",b=1 c{}\rd=[]', '{Kind="x" Name="a" b=1 c {} d=[]}')
  })

  it('keeps repeated keys in their order', () => {
    checkTaken('a = 1\nb = 2\na = 3', '{a=1 b=2 a=3}')
  })

  it('reads lists with stray commas, and asks for none after a list within a list', () => {
    checkTaken('a = [,] b = [{},,] c = [[1] [2] 3]', '{a=[] b=[{}] c=[[1], [2], 3]}')
  })

  it('keeps numbers as they are written', () => {
    checkTaken('a = [1., .5, 0777, 1e3, 0x10, -0, 089.5, 1e+2]', '{a=[1., .5, 0777, 1e3, 0x10, -0, 089.5, 1e+2]}')
  })

  it('leaves out comments of all three forms', () => {
    checkTaken('# a\na = 1 // b\n/* c\n */ b = /**/ 2 #', '{a=1 b=2}')
  })

  it('lets keys hold dots, dashes and letters of any script', () => {
    checkTaken('a.b-c = 1 é٣ = 2 _ = 3 "d e" = 4', '{a.b-c=1 é٣=2 _=3 d e=4}')
  })

  it('resolves escapes', () => {
    checkTaken(String.raw`a = "\a\b\f\n\r\t\v\\\"\101\x41\u00e9\U0001F600"`, String.raw`{a="\u0007\b\f\n\r\t\u000b\\\"AAé😀"}`)
  })

  it('joins escaped bytes to characters, and puts U+FFFD for the rest', () => {
    checkTaken(String.raw`a = ["\xc3\xa9", "\xff\xfe", "\xe2\x82x", "\ud800", "\U80000041"]`, '{a=["é", "��", "��x", "�", "A"]}')
  })

  it('leaves alone what stands within an interpolation, quotes and line breaks included', () => {
    checkTaken('a = "x ${f("y") + {}}\\t${\r\n}" b = "$${\\n}"', '{a="x ${f(\\"y\\") + {}}\\t${\\n}" b="$${\\\\n}"}')
  })

  it('keeps the last line break of a heredoc', () => {
    checkTaken('a = <<A\ndefault\n A\nb = <<B\r\nB\r\nc = 1', '{a="default\\n " b="" c=1}')
  })

  it('takes the indentation of the mark off an indented heredoc, if all lines have it', () => {
    checkTaken('a = <<-A\n    x\n     y\n    A\nb = <<-B\nx\n  B\n', '{a="x\\n y\\n" b="x\\n"}')
  })

  it('forgets a key after which the file ends', () => {
    checkTaken('a = 1\nb =', '{a=1 b=?}')
  })

  it('forgets a value that fails at a brace, if a second brace follows', () => {
    checkTaken('a { b = } } c { d = [1, "\\400" } } e = 1', '{a {b=?} c {d=?} e=1}')
  })
})

describe('HCL that Consul refuses', () => {
  const refused: readonly string[] = [
    'a = b',
    'a = null',
    'a = 1;',
    "a = 'x'",
    'a: 1',
    'a b = {}',
    'a = [1 2]',
    'a = [{} {}]',
    '{{}}',
    'a { b }',
    'a { b = }',
    'a { b = [ }',
    'true = 1',
    'a = "x\ny"',
    'a = "\\/"',
    'a = "\\400"',
    'a = "\\U00110000"',
    'a = "${',
    'a = "${\ufffd}"',
    'a = 0x',
    'a = 018',
    'a = - 1',
    'a = +1',
    'a = <A',
    'a = <<\nx\n\n',
    'a = <<A \nx\nA\n',
    'a = <<A\nx\nA',
    'a = <<-A\nx\nA\n',
    'a = <<A\nx\nA \n',
    '/*/',
    '/ a',
    '\ufeffa = 1',
    'a = "\0"',
    '# \ue123',
    'a =\u00a01',
  ]
  for (const text of refused) {
    it(`such as ${JSON.stringify(text)}`, () => {
      assert.notDeepEqual(parseHcl(text).problems, [])
    })
  }
})

describe('the parts of a text', () => {
  it('know where they stand', () => {
    const text = 'a "b" { c = [1, "x"] }'
    const { roots } = parseHcl(text)
    const found: string[] = []
    const visit = (value: (typeof roots)[number]): void => {
      found.push(text.slice(value.range.start, value.range.end))
      if (value.type === 'list') value.elements.forEach(visit)
      if (value.type !== 'object') return
      for (const member of value.members) {
        found.push(text.slice(member.keyRange.start, member.keyRange.end))
        visit(member.value)
      }
    }
    roots.forEach(visit)
    assert.deepEqual(found, [text, 'a', '"b" { c = [1, "x"] }', '"b"', '{ c = [1, "x"] }', 'c', '[1, "x"]', '1', '"x"'])
  })

  it('include the comments', () => {
    const text = '#a\r\nb = 1 // c \n/* d\n */'
    const { comments } = parseHcl(text)
    assert.deepEqual(
      comments.map(({ range, text: words }) => [text.slice(range.start, range.end), words]),
      [
        ['#a', 'a'],
        ['// c ', 'c'],
        ['/* d\n */', 'd'],
      ],
    )
  })
})

describe('a hostile text', () => {
  const texts: Readonly<Record<string, string>> = {
    'open lists': `a = ${'['.repeat(100_000)}`,
    'open blocks': 'a {\n'.repeat(100_000),
    'closed lists': `a = ${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    'wrong closers': 'a { b = ['.repeat(50_000) + '}'.repeat(100_000),
    labels: `a ${'"b" '.repeat(100_000)}{}`,
    'heredocs without an end': Array.from({ length: 20_000 }, (_, i) => `a = <<E${i}\n`).join(''),
    'interpolations without an end': 'a = "${\n'.repeat(50_000),
    'keys without values': 'a\n'.repeat(100_000),
  }
  for (const [name, text] of Object.entries(texts)) {
    it(`of ${name} is read without a crash and in little time`, () => {
      const started = performance.now()
      const { roots, problems } = parseHcl(text)
      assert.equal(roots.length, 1)
      assert.ok(problems.length <= 100)
      // A quadratic reader would take minutes.
      assert.ok(performance.now() - started < 5000)
    })
  }

  it('is judged to its depth, though its tree ends before', () => {
    checkProblems(`a = ${'['.repeat(500)}${']'.repeat(500)}`, [])
    checkProblems(`a = ${'['.repeat(300)};${']'.repeat(300)}`, ["1:305 ';' `;` has no place in HCL: a line break or a comma ends a value."])
  })
})
