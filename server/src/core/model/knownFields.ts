// The fields that an object has for a release, in an entry or in a Kubernetes resource.
import { fieldIndexOf } from '../decode/fields.ts'
import { keysOf, resourceTarget } from '../schema/resources.ts'
import type { Target } from '../schema/target.ts'
import type { Field, ObjectType } from '../schema/types.ts'

/** In the order of the table. */
export function knownFields(object: ObjectType, target: Target, form: 'entry' | 'resource'): readonly Field[] {
  const { known } = form === 'resource' ? keysOf(object, resourceTarget(target)) : fieldIndexOf(object, { target })
  return [...known.values()]
}
