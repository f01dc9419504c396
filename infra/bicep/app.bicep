// The function app on a Flex Consumption plan. Its settings are those of local.settings.sample.json (a test holds them together).
param suffix string
param location string
param tags object
param identityId string
param identityClientId string

@description('Subnet that the app goes out through; empty for none.')
param subnetId string
param alwaysReadyHttp int
param alwaysReadyDurable int
param maximumInstanceCount int
param instanceMemoryMB int
param zoneRedundant bool
param hostBlobEndpoint string
param recordBlobEndpoint string
param cosmosEndpoint string
param serviceBusHost string
param schedulerEndpoint string
param hashKeyUri string
param applicationInsightsName string
param workspaceId string
param accessAuthority string
param accessAudience string
param accessPartnerClaim string
param accessPartnersFile string
param lawFolder string
param dossierUnit string
param populationAddress string
param populationAudience string
param traceShare string

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-lienthong-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-lienthong-${suffix}'
  location: location
  // By which azd finds it.
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostBlobEndpoint}app-package'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: filter(
          [
            { name: 'http', instanceCount: alwaysReadyHttp }
            { name: 'durable', instanceCount: alwaysReadyDurable }
          ],
          group => group.instanceCount > 0
        )
      }
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    // Whose token is asked for wherever the code says DefaultAzureCredential.
    AZURE_CLIENT_ID: identityClientId

    AzureWebJobsStorage__blobServiceUri: hostBlobEndpoint
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId

    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
    OTEL_TRACES_SAMPLER_ARG: traceShare

    CosmosDb__accountEndpoint: cosmosEndpoint
    CosmosDb__credential: 'managedidentity'
    CosmosDb__clientId: identityClientId
    BlobStorage__blobServiceUri: recordBlobEndpoint
    ServiceBus__fullyQualifiedNamespace: serviceBusHost
    ServiceBus__credential: 'managedidentity'
    ServiceBus__clientId: identityClientId
    DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    TASKHUB_NAME: 'lienthong'

    Access__Authority: accessAuthority
    Access__Audience: accessAudience
    Access__PartnerClaim: accessPartnerClaim
    Access__PartnersFile: accessPartnersFile
    Access__HashKey: '@Microsoft.KeyVault(SecretUri=${hashKeyUri})'
    DossierUnit: dossierUnit
    LawFolder: lawFolder
    Population__Address: populationAddress
    Population__Audience: populationAudience
  }
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPublishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
