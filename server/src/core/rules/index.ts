// All rules, in the order in which they are told. Adding a rule is one file, one line here and one test.
import { accessLogs } from './accessLogs.ts'
import { aclDefaultDeny } from './aclDefaultDeny.ts'
import { agentSettingVersion } from './agentSettingVersion.ts'
import { clusterDefaultDeny } from './clusterDefaultDeny.ts'
import { destination } from './destination.ts'
import { duplicateSource } from './duplicateSource.ts'
import { enterpriseField } from './enterpriseField.ts'
import { exclusiveFields } from './exclusiveFields.ts'
import { exportedServiceProtocol } from './exportedServiceProtocol.ts'
import { exportedServicesName } from './exportedServicesName.ts'
import { federatedPeering } from './federatedPeering.ts'
import { httpPermission } from './httpPermission.ts'
import { intentionAction } from './intentionAction.ts'
import { l7PermissionsForPeer } from './l7PermissionsForPeer.ts'
import { legacyMeta } from './legacyMeta.ts'
import { localityPriorityInCommunity } from './localityPriorityInCommunity.ts'
import { missingField } from './missingField.ts'
import { namespaceIgnored } from './namespaceIgnored.ts'
import { peerInFederation } from './peerInFederation.ts'
import { peeringNotEnabled } from './peeringNotEnabled.ts'
import { peeringPrerequisite } from './peeringPrerequisite.ts'
import { proxyDefaultsName } from './proxyDefaultsName.ts'
import type { Rule } from './rule.ts'
import { samenessGroupInCommunity } from './samenessGroupInCommunity.ts'
import { syntaxError } from './syntaxError.ts'
import { tooLong } from './tooLong.ts'
import { unknownField } from './unknownField.ts'
import { unknownKind } from './unknownKind.ts'
import { unknownValue } from './unknownValue.ts'
import { upstreamSetting } from './upstreamSetting.ts'
import { wildcardName } from './wildcardName.ts'
import { wildcardPeer } from './wildcardPeer.ts'
import { wildcardPermissions } from './wildcardPermissions.ts'
import { wrongType } from './wrongType.ts'

export const rules: readonly Rule[] = [
  syntaxError,
  unknownKind,
  unknownField,
  enterpriseField,
  wrongType,
  missingField,
  exclusiveFields,
  unknownValue,
  tooLong,
  exportedServicesName,
  wildcardPeer,
  samenessGroupInCommunity,
  intentionAction,
  duplicateSource,
  wildcardName,
  wildcardPermissions,
  httpPermission,
  legacyMeta,
  destination,
  upstreamSetting,
  proxyDefaultsName,
  accessLogs,
  localityPriorityInCommunity,
  exportedServiceProtocol,
  l7PermissionsForPeer,
  namespaceIgnored,
  aclDefaultDeny,
  clusterDefaultDeny,
  federatedPeering,
  peerInFederation,
  agentSettingVersion,
  peeringNotEnabled,
  peeringPrerequisite,
]
