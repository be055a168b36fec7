// What is made of half-typed and broken HCL: one problem at the place that caused it, and the members around it intact.
import { describe, it } from 'node:test'
import { checkProblems, checkTree } from '../../../harness/tree.ts'

interface Example {
  readonly name: string
  readonly text: string
  readonly tree: string
  readonly problems: readonly string[]
}

const examples: readonly Example[] = [
  {
    name: 'a key alone on its line',
    text: 'Kind = "x"\nNa\nPeer = "y"',
    tree: '{Kind="x" Na=? Peer="y"}',
    problems: ["2:1 'Na' `Na` has no value. Write `Na = …` or `Na { … }`."],
  },
  {
    name: 'a key without its value',
    text: 'a {\n  Name = \n  Peer = "y"\n}',
    tree: '{a {Name=? Peer="y"}}',
    problems: ["2:3 'Name =' `Name` has no value. Write one after the `=`, or remove the key."],
  },
  {
    name: 'a key without its value before a brace',
    text: 'a {\n  Name =\n}\nb = 1',
    tree: '{a {Name=?} b=1}',
    problems: ["2:3 'Name =' `Name` has no value. Write one after the `=`, or remove the key."],
  },
  {
    name: 'a key without its value before a quoted key',
    text: '"a" =\n"b" = 1',
    tree: '{a=? b=1}',
    problems: ['1:1 \'"a" =\' `a` has no value. Write one after the `=`, or remove the key.'],
  },
  {
    name: 'a string without its second quote',
    text: 'a = "x\nb = 1',
    tree: '{a="x" b=1}',
    problems: ['1:5 \'"x\' The string is not closed. End it with `"` on the same line.'],
  },
  {
    name: 'a word without quotes',
    text: 'a = web\nb = [web, db]\nc = 1',
    tree: '{a="web" b=["web", "db"] c=1}',
    problems: [
      "1:5 'web' `web` needs quotes: HCL 1 has no names for values.",
      "2:6 'web' `web` needs quotes: HCL 1 has no names for values.",
    ],
  },
  {
    name: 'a call of a function',
    text: 'a = file("x")\nb = 1',
    tree: '{a="file" b=1}',
    problems: ["1:5 'file' `file` needs quotes: HCL 1 has no names for values."],
  },
  {
    name: '`null`, and booleans in capitals',
    text: 'a = null\nb = True',
    tree: '{a=null b=true}',
    problems: [
      "1:5 'null' HCL 1 has no `null`. Leave the key out instead.",
      "2:5 'True' `True` is no boolean: HCL knows only `true` and `false`.",
    ],
  },
  {
    name: 'a colon in the place of the sign',
    text: '"a": "x",\nb: 1',
    tree: '{a="x" b=1}',
    problems: ["1:4 ':' HCL has `=` between a key and its value, not `:`.", "2:2 ':' HCL has `=` between a key and its value, not `:`."],
  },
  {
    name: 'no sign at all',
    text: 'Kind "x"\nb 5\nc [1]\nd = 1',
    tree: '{Kind="x" b=5 c=[1] d=1}',
    problems: [
      '1:1 \'Kind "x"\' `=` is missing between `Kind` and its value.',
      "2:1 'b 5' `=` is missing between `b` and its value.",
      "3:1 'c [' `=` is missing between `c` and its value.",
    ],
  },
  {
    name: 'single quotes',
    text: "a = 'x'\nb = 1",
    tree: '{a="x" b=1}',
    problems: ["1:5 ''x'' HCL has no strings in single quotes. Write double quotes."],
  },
  {
    name: 'a character that nobody sees',
    text: 'a\u00a0= 1\nb = 2',
    tree: '{a=1 b=2}',
    problems: ["1:2 '\u00a0' The invisible character U+00A0 has no place here. Remove it, or put it into quotes."],
  },
  {
    name: 'a comma that a list lacks',
    text: 'a = ["x" "y"]',
    tree: '{a=["x", "y"]}',
    problems: ['1:10 \'"y"\' A comma is missing before this element of the list.'],
  },
  {
    name: 'keys in a list',
    text: 'a = [b = 1, c = 2]\nd = 3',
    tree: '{a=[{b=1 c=2}] d=3}',
    problems: ["1:6 'b' A list has no keys. Put `{` and `}` around the keys of one element."],
  },
  {
    name: 'a list that is not closed',
    text: 'a = [\n  "x",\n  "y"\nb = 1',
    tree: '{a=["x", "y"] b=1}',
    problems: ["4:1 'b' A `]` is missing before `b`: the list is not closed."],
  },
  {
    name: 'a block that is not closed, told by the layout',
    text: 'a {\n  b = 1\n\nc {\n  d = 1\n}\n',
    tree: '{a {b=1} c {d=1}}',
    problems: ["1:3 '{' This `{` is never closed. Add the `}` that belongs to it."],
  },
  {
    name: 'an inner block that is not closed, told by the layout',
    text: 'a = [\n  {\n    b {\n      c = 1\n  }\n]\nd = 1\n',
    tree: '{a=[{b {c=1}}] d=1}',
    problems: ["3:7 '{' This `{` is never closed. Add the `}` that belongs to it."],
  },
  {
    name: 'a list that ends within an object',
    text: 'a = [{ b = 1 ]\nc = 1',
    tree: '{a=[{b=1}] c=1}',
    problems: ["1:14 ']' A `}` is missing before this `]`."],
  },
  {
    name: 'a brace too many',
    text: 'a = 1\n}\nb = 2',
    tree: '{a=1 b=2}',
    problems: ["2:1 '}' This `}` closes nothing. Remove it, or look for a `{` that is missing above."],
  },
  {
    name: 'an interpolation that is not closed',
    text: 'a = "${x"\nb = 1',
    tree: '{a="${x" b=1}',
    problems: ["1:6 '${' This `${` is not closed by a `}`, so the string does not end where it seems to."],
  },
  {
    name: 'a heredoc that is not closed',
    text: 'a = <<EOF\nb = 1\n',
    tree: '{a="" b=1}',
    problems: ["1:5 '<<EOF' The heredoc is not closed. End it by a line with `EOF` alone, and a line break."],
  },
  {
    name: 'escapes that HCL does not know',
    text: 'a = "\\d"\nb = "\\x4"\nc = "\\1"',
    tree: '{a="d" b="x4" c="1"}',
    problems: [
      "1:6 '\\d' HCL has no escape `\\d`. For a backslash itself, write `\\\\`.",
      "2:6 '\\x4' `\\x` takes exactly 2 hexadecimal digits.",
      "3:6 '\\1' An octal escape takes exactly 3 digits. For a backslash itself, write `\\\\`.",
    ],
  },
  {
    name: 'noise',
    text: '@@ %% !!\na = 1\n= 5\n, ,\nb = 2',
    tree: '{a=1 b=2}',
    problems: [
      "1:1 '@' `@` (U+0040) has no place here. Remove it, or put it into quotes.",
      "3:1 '=' A key is missing before this `=`.",
      "4:3 ',' This comma follows no value. Remove it.",
    ],
  },
  {
    name: 'a byte order mark',
    text: '\ufeffa = 1',
    tree: '{a=1}',
    problems: ["1:1 '\ufeff' The file begins with a byte order mark, which Consul refuses. Save it as UTF-8 without one."],
  },
]

describe('broken HCL', () => {
  for (const { name, text, tree, problems } of examples) {
    it(`with ${name} is read all the same`, () => {
      checkTree(text, tree)
      checkProblems(text, problems)
    })
  }
})
