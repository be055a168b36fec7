// Tells what Consul's own reader refuses before it looks at any field.
import type { Rule } from './rule.ts'

export const syntaxError: Rule = {
  code: 'syntax-error',
  title: 'The text is not HCL 1 or JSON as Consul reads it, nor YAML as Kubernetes does',
  category: 'rejected',
  severity: 'error',
  why: 'Consul reads HCL 1 (or JSON when the text begins with `{`) and stops at the first mistake, before it looks at any field. `kubectl` reads YAML 1.1 and stops likewise.',
  source: 'hashicorp/hcl v1.0.0 hcl/scanner, hcl/parser, decoder.go; command/helpers/decode_shim.go @ v1.16.1',
  noFix: 'What was meant cannot be told from a text that does not parse.',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default
       ^^^^^^^^ rejected syntax-error: The string is not closed. End it with \`"\` on the same line.
Services = []
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = []
`,
  },
  check: (entry) => entry.syntaxProblems.map(({ message, range }) => ({ message, range })),
}
