// All rules, in the order in which they are told. Adding a rule is one file, one line here and one test.
import { enterpriseField } from './enterpriseField.ts'
import { exclusiveFields } from './exclusiveFields.ts'
import { missingField } from './missingField.ts'
import type { Rule } from './rule.ts'
import { syntaxError } from './syntaxError.ts'
import { unknownField } from './unknownField.ts'
import { unknownKind } from './unknownKind.ts'
import { wrongType } from './wrongType.ts'

export const rules: readonly Rule[] = [syntaxError, unknownKind, unknownField, enterpriseField, wrongType, missingField, exclusiveFields]
