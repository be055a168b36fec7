// All rules, in the order in which they are told. Adding a rule is one file, one line here and one test.

import { accessLogs } from './accessLogs.ts'
import { aclDefaultDeny } from './aclDefaultDeny.ts'
import { agentSettingVersion } from './agentSettingVersion.ts'
import { allowByDefault } from './allowByDefault.ts'
import { apiListener } from './apiListener.ts'
import { blankInName } from './blankInName.ts'
import { certificatePem } from './certificatePem.ts'
import { clusterDefaultDeny } from './clusterDefaultDeny.ts'
import { consulExported } from './consulExported.ts'
import { destination } from './destination.ts'
import { duplicateConsumer } from './duplicateConsumer.ts'
import { duplicateEntry } from './duplicateEntry.ts'
import { duplicateExport } from './duplicateExport.ts'
import { duplicateSource } from './duplicateSource.ts'
import { emptyConsumer } from './emptyConsumer.ts'
import { emptyDatacenter } from './emptyDatacenter.ts'
import { enterpriseField } from './enterpriseField.ts'
import { envoyExtension } from './envoyExtension.ts'
import { exclusiveFields } from './exclusiveFields.ts'
import { exportedServiceProtocol } from './exportedServiceProtocol.ts'
import { exportedServicesName } from './exportedServicesName.ts'
import { exportNotSafe } from './exportNotSafe.ts'
import { exportWithoutIntention } from './exportWithoutIntention.ts'
import { externalAddressWithoutPort } from './externalAddressWithoutPort.ts'
import { externalSni } from './externalSni.ts'
import { failoverOfSharedService } from './failoverOfSharedService.ts'
import { federatedPeering } from './federatedPeering.ts'
import { gatewayClash } from './gatewayClash.ts'
import { gatewayRoute } from './gatewayRoute.ts'
import { hclSentToApi } from './hclSentToApi.ts'
import { hostName } from './hostName.ts'
import { ignoredKind } from './ignoredKind.ts'
import { inconsistentProtocols } from './inconsistentProtocols.ts'
import { ingressCertificate } from './ingressCertificate.ts'
import { ingressService } from './ingressService.ts'
import { intentionAction } from './intentionAction.ts'
import { intentionCommand } from './intentionCommand.ts'
import { intentionWithoutExport } from './intentionWithoutExport.ts'
import { jwtKeySet } from './jwtKeySet.ts'
import { kvAcrossPeers } from './kvAcrossPeers.ts'
import { l7PermissionsForPeer } from './l7PermissionsForPeer.ts'
import { l7PermissionsOnTcp } from './l7PermissionsOnTcp.ts'
import { legacyMeta } from './legacyMeta.ts'
import { linkedService } from './linkedService.ts'
import { listenerProtocol } from './listenerProtocol.ts'
import { meshGatewayMode } from './meshGatewayMode.ts'
import { missingField } from './missingField.ts'
import { missingOneOf } from './missingOneOf.ts'
import { missingSubset } from './missingSubset.ts'
import { namespaceIgnored } from './namespaceIgnored.ts'
import { needsOtherKey } from './needsOtherKey.ts'
import { outOfRange } from './outOfRange.ts'
import { overriddenKey } from './overriddenKey.ts'
import { overrideWithoutPeer } from './overrideWithoutPeer.ts'
import { partialWildcard } from './partialWildcard.ts'
import { peerInFederation } from './peerInFederation.ts'
import { peeringNotEnabled } from './peeringNotEnabled.ts'
import { peeringPrerequisite } from './peeringPrerequisite.ts'
import { peeringRequestKey } from './peeringRequestKey.ts'
import { permissiveMode } from './permissiveMode.ts'
import { prefixRewrite } from './prefixRewrite.ts'
import { preparedQueryPeer } from './preparedQueryPeer.ts'
import { proxyDefaultsName } from './proxyDefaultsName.ts'
import { readOnlyField } from './readOnlyField.ts'
import { redirectLoop } from './redirectLoop.ts'
import { repeatedValue } from './repeatedValue.ts'
import { resourceMetadata } from './resourceMetadata.ts'
import { resourceName } from './resourceName.ts'
import { routingOfSharedService } from './routingOfSharedService.ts'
import { routingOnTcp } from './routingOnTcp.ts'
import type { Rule } from './rule.ts'
import { samenessGroupInCommunity } from './samenessGroupInCommunity.ts'
import { sameSourceFromPeers } from './sameSourceFromPeers.ts'
import { secondExports } from './secondExports.ts'
import { sourceOfPeer } from './sourceOfPeer.ts'
import { splitterLoop } from './splitterLoop.ts'
import { splitWeights } from './splitWeights.ts'
import { subset } from './subset.ts'
import { syntaxError } from './syntaxError.ts'
import { terminatedPeer } from './terminatedPeer.ts'
import { tlsVersions } from './tlsVersions.ts'
import { tooLong } from './tooLong.ts'
import { unknownConsulCommand } from './unknownConsulCommand.ts'
import { unknownField } from './unknownField.ts'
import { unknownJwtProvider } from './unknownJwtProvider.ts'
import { unknownKind } from './unknownKind.ts'
import { unknownPeer } from './unknownPeer.ts'
import { unknownProtocol } from './unknownProtocol.ts'
import { unknownSubset } from './unknownSubset.ts'
import { unknownSuppression } from './unknownSuppression.ts'
import { unknownValue } from './unknownValue.ts'
import { unquotedDuration } from './unquotedDuration.ts'
import { unregisteredService } from './unregisteredService.ts'
import { unusedSuppression } from './unusedSuppression.ts'
import { uppercasePeer } from './uppercasePeer.ts'
import { upstreamSetting } from './upstreamSetting.ts'
import { webhookRefusal } from './webhookRefusal.ts'
import { wildcardExportsConsul } from './wildcardExportsConsul.ts'
import { wildcardName } from './wildcardName.ts'
import { wildcardPeer } from './wildcardPeer.ts'
import { wildcardPermissions } from './wildcardPermissions.ts'
import { wrongBeginning } from './wrongBeginning.ts'
import { wrongType } from './wrongType.ts'

export const rules: readonly Rule[] = [
  syntaxError,
  unknownKind,
  unknownField,
  enterpriseField,
  wrongType,
  missingField,
  missingOneOf,
  needsOtherKey,
  exclusiveFields,
  unknownValue,
  outOfRange,
  wrongBeginning,
  repeatedValue,
  tooLong,
  exportedServicesName,
  wildcardPeer,
  samenessGroupInCommunity,
  intentionAction,
  duplicateSource,
  wildcardName,
  wildcardPermissions,
  legacyMeta,
  destination,
  upstreamSetting,
  subset,
  unknownSubset,
  emptyDatacenter,
  splitWeights,
  prefixRewrite,
  tlsVersions,
  ingressService,
  hostName,
  ingressCertificate,
  linkedService,
  apiListener,
  gatewayRoute,
  jwtKeySet,
  certificatePem,
  proxyDefaultsName,
  accessLogs,
  envoyExtension,
  resourceMetadata,
  resourceName,
  webhookRefusal,
  routingOnTcp,
  inconsistentProtocols,
  missingSubset,
  redirectLoop,
  splitterLoop,
  externalSni,
  exportNotSafe,
  l7PermissionsOnTcp,
  unknownJwtProvider,
  permissiveMode,
  listenerProtocol,
  gatewayClash,
  unknownProtocol,
  exportedServiceProtocol,
  l7PermissionsForPeer,
  namespaceIgnored,
  routingOfSharedService,
  failoverOfSharedService,
  aclDefaultDeny,
  clusterDefaultDeny,
  federatedPeering,
  peerInFederation,
  agentSettingVersion,
  peeringNotEnabled,
  peeringPrerequisite,
  emptyConsumer,
  duplicateConsumer,
  duplicateExport,
  consulExported,
  wildcardExportsConsul,
  partialWildcard,
  uppercasePeer,
  unknownPeer,
  intentionCommand,
  kvAcrossPeers,
  peeringRequestKey,
  externalAddressWithoutPort,
  hclSentToApi,
  unknownConsulCommand,
  preparedQueryPeer,
  unquotedDuration,
  meshGatewayMode,
  sameSourceFromPeers,
  overriddenKey,
  ignoredKind,
  readOnlyField,
  blankInName,
  duplicateEntry,
  secondExports,
  exportWithoutIntention,
  intentionWithoutExport,
  sourceOfPeer,
  overrideWithoutPeer,
  unregisteredService,
  allowByDefault,
  terminatedPeer,
  unusedSuppression,
  unknownSuppression,
]
