// Every right that there is, each at the narrowest scope that it can have.
@description('The app\'s identity.')
param principalId string

@description('Principals that may put decisions on the queue.')
param decisionSenderIds array
param hostStorageName string
param recordStorageName string
param cosmosName string
param serviceBusName string
param schedulerName string
param vaultName string
param applicationInsightsName string

var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  blobDelegator: 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}
var cosmosDataContributor = '00000000-0000-0000-0000-000000000002'

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: hostStorageName
}

resource recordStorage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: recordStorageName
}

resource recordBlobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' existing = {
  parent: recordStorage
  name: 'default'
}

resource records 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' existing = {
  parent: recordBlobs
  name: 'records'
}

resource reports 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' existing = {
  parent: recordBlobs
  name: 'reports'
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: cosmosName
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName
}

resource decisions 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = {
  parent: namespace
  name: 'agency-decisions'
}

resource requests 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' existing = {
  parent: namespace
  name: 'agency-requests'
}

resource httpDelivery 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' existing = {
  parent: requests
  name: 'http-delivery'
}

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = {
  name: schedulerName
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' existing = {
  parent: scheduler
  name: 'lienthong'
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// The package, the host's locks, the last runs of timers.
resource hostOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hostStorage.id, principalId, roles.blobDataOwner)
  scope: hostStorage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataOwner)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource recordContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(records.id, principalId, roles.blobDataContributor)
  scope: records
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource reportContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(reports.id, principalId, roles.blobDataContributor)
  scope: reports
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Signs short-lived links to records; by itself it reads none.
resource recordDelegator 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(recordStorage.id, principalId, roles.blobDelegator)
  scope: recordStorage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDelegator)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource decisionReceiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(decisions.id, principalId, roles.serviceBusDataReceiver)
  scope: decisions
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// The app itself sends there only what an operator returns from the dead letters.
resource decisionReturner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(decisions.id, principalId, roles.serviceBusDataSender)
  scope: decisions
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Who may send there speaks for every agency.
resource decisionSenders 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for sender in decisionSenderIds: {
  name: guid(decisions.id, sender, roles.serviceBusDataSender)
  scope: decisions
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: sender
    principalType: 'ServicePrincipal'
  }
}]

resource requestSender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(requests.id, principalId, roles.serviceBusDataSender)
  scope: requests
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource requestReceiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(httpDelivery.id, principalId, roles.serviceBusDataReceiver)
  scope: httpDelivery
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource hubContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hub.id, principalId, roles.durableTaskDataContributor)
  scope: hub
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource secretsUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource metricsPublisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(applicationInsights.id, principalId, roles.monitoringMetricsPublisher)
  scope: applicationInsights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Cosmos DB has roles of its own. This one covers the items of the database and not the account.
resource cosmosContributor 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: cosmos
  name: guid(cosmos.id, principalId, cosmosDataContributor)
  properties: {
    principalId: principalId
    roleDefinitionId: '${cosmos.id}/sqlRoleDefinitions/${cosmosDataContributor}'
    scope: '${cosmos.id}/dbs/lienthong'
  }
}
