// Liên Thông on Azure: one resource group with all that the function app needs. Everything is entered by one user-assigned
// identity; no key, connection string or password of a service exists.
targetScope = 'subscription'

@description('Name of the environment: part of the resource group\'s name, and of what makes the other names unique.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('Region of everything.')
param location string

@description('OpenID Connect authority whose tokens are trusted.')
param accessAuthority string

@description('Audience that tokens must name.')
param accessAudience string = 'lien-thong'

@description('Claim that names the partner.')
param accessPartnerClaim string = 'sub'

@description('The registry of partners, as a file of the deployed package.')
param accessPartnersFile string = '/home/site/wwwroot/partners.json'

@description('Folder of law files in the deployed package that replace or add to the built-in ones; empty for none.')
param lawFolder string = ''

@description('First part of new dossier numbers.')
param dossierUnit string

@description('Address of the national population database; empty when it is not used.')
param populationAddress string = ''

@description('Whom the app\'s tokens for the population database are made out to.')
param populationAudience string = 'population'

@description('Key of the keyed hashes, at least 32 bytes in Base64. Needed once: left empty, the one in the vault stays.')
@secure()
param hashKey string = ''

@description('Instances that always stand ready for HTTP.')
param alwaysReadyHttp int

@description('Instances that always stand ready for orchestrations and activities.')
param alwaysReadyDurable int

@description('Most instances of each group that scales by itself.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Cosmos DB bills what is used (true), or by autoscale up to the two bounds below (false).')
param cosmosServerless bool

@description('Autoscale bound of the container of dossiers, in request units a second.')
param cosmosDossiersThroughput int = 4000

@description('Autoscale bound that all other containers share, in request units a second.')
param cosmosSharedThroughput int = 4000

@description('Whether what can be spread over the zones of the region is.')
param zoneRedundant bool

@description('Premium is needed for private endpoints.')
@allowed(['Standard', 'Premium'])
param serviceBusSku string

@description('Messaging units of a premium namespace.')
@allowed([1, 2, 4, 8, 16])
param serviceBusCapacity int = 1

@description('Consumption, or Dedicated with a number of capacity units.')
@allowed(['Consumption', 'Dedicated'])
param schedulerSku string

@description('Capacity units of a dedicated scheduler.')
param schedulerCapacity int = 1

@description('Addresses that may reach the scheduler, as CIDR; there must be one. Of no effect in a private network.')
@minLength(1)
param schedulerAllowedAddresses array = ['0.0.0.0/0']

@description('Principal ids of those who may put decisions on the queue: the adapters that speak for agencies.')
param decisionSenderIds array = []

@description('Whether the services are reached over a virtual network only. The app\'s own HTTP stays public: partners call it.')
param privateNetwork bool

@description('Days that logs are kept.')
param logRetentionDays int = 90

@description('Most logs taken in a day, in GB; -1 for no bound.')
param logDailyGb int

@description('Share of traces that are kept, 0 to 1.')
param traceShare string = '0.05'

@description('Who is written to when an alert or the budget speaks up.')
param alertEmail string

@description('Monthly budget in the currency of the account; 0 for none.')
param monthlyBudget int

@description('First day of the budget: the first of the month in which the environment is made, not to be changed later.')
param budgetStart string

var tags = {
  'azd-env-name': environmentName
}
var suffix = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-lienthong-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-lienthong-${suffix}'
    location: location
    tags: tags
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyGb: logDailyGb
  }
}

module network 'network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
  }
}

// The host's own: the deployed package, locks and the last runs of timers.
module hostStorage 'storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: 'sthost${suffix}'
    location: location
    tags: tags
    containers: ['app-package']
    keepDays: 0
    zoneRedundant: zoneRedundant
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module recordStorage 'storage.bicep' = {
  name: 'record-storage'
  scope: group
  params: {
    name: 'strecords${suffix}'
    location: location
    tags: tags
    containers: ['records', 'reports']
    keepDays: 30
    zoneRedundant: zoneRedundant
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module cosmos 'cosmos.bicep' = {
  name: 'cosmos'
  scope: group
  params: {
    name: 'cosmos-lienthong-${suffix}'
    location: location
    tags: tags
    serverless: cosmosServerless
    dossiersThroughput: cosmosDossiersThroughput
    sharedThroughput: cosmosSharedThroughput
    zoneRedundant: zoneRedundant
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module serviceBus 'servicebus.bicep' = {
  name: 'service-bus'
  scope: group
  params: {
    name: 'sb-lienthong-${suffix}'
    location: location
    tags: tags
    sku: serviceBusSku
    capacity: serviceBusCapacity
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'scheduler.bicep' = {
  name: 'scheduler'
  scope: group
  params: {
    name: 'dts-lienthong-${suffix}'
    location: location
    tags: tags
    sku: schedulerSku
    capacity: schedulerCapacity
    allowedAddresses: schedulerAllowedAddresses
    isPrivate: privateNetwork
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    hashKey: hashKey
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module endpoints 'endpoints.bicep' = if (privateNetwork) {
  name: 'endpoints'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    networkId: network.?outputs.networkId ?? ''
    subnetId: network.?outputs.endpointSubnetId ?? ''
    hostStorageId: hostStorage.outputs.id
    recordStorageId: recordStorage.outputs.id
    cosmosId: cosmos.outputs.id
    serviceBusId: serviceBus.outputs.id
    vaultId: vault.outputs.id
    schedulerId: scheduler.outputs.id
  }
}

// Before the app, which cannot start without its rights.
module rbac 'rbac.bicep' = {
  name: 'rbac'
  scope: group
  params: {
    principalId: identity.outputs.principalId
    decisionSenderIds: decisionSenderIds
    hostStorageName: hostStorage.outputs.name
    recordStorageName: recordStorage.outputs.name
    cosmosName: cosmos.outputs.name
    serviceBusName: serviceBus.outputs.name
    schedulerName: scheduler.outputs.name
    vaultName: vault.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module app 'app.bicep' = {
  name: 'app'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    subnetId: network.?outputs.appSubnetId ?? ''
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyDurable: alwaysReadyDurable
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    zoneRedundant: zoneRedundant
    hostBlobEndpoint: hostStorage.outputs.blobEndpoint
    recordBlobEndpoint: recordStorage.outputs.blobEndpoint
    cosmosEndpoint: cosmos.outputs.endpoint
    serviceBusHost: serviceBus.outputs.host
    schedulerEndpoint: scheduler.outputs.endpoint
    hashKeyUri: vault.outputs.hashKeyUri
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    workspaceId: monitoring.outputs.workspaceId
    accessAuthority: accessAuthority
    accessAudience: accessAudience
    accessPartnerClaim: accessPartnerClaim
    accessPartnersFile: accessPartnersFile
    lawFolder: lawFolder
    dossierUnit: dossierUnit
    populationAddress: populationAddress
    populationAudience: populationAudience
    traceShare: traceShare
  }
  dependsOn: [
    rbac
    endpoints
  ]
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    cosmosId: cosmos.outputs.id
    serviceBusId: serviceBus.outputs.id
  }
}

module budget 'budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  scope: group
  params: {
    amount: monthlyBudget
    startDate: budgetStart
    email: alertEmail
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output APP_NAME string = app.outputs.name
output APP_ADDRESS string = app.outputs.address
