// Cosmos DB: the account, the database and its containers, as functions/Storage/AzureLayout.cs names them (a test holds the two together).
param name string
param location string
param tags object
param serverless bool
param dossiersThroughput int
param sharedThroughput int
param zoneRedundant bool
param isPrivate bool
param workspaceId string

// Only what a query asks for is indexed.
var containers = [
  { name: 'dossiers', key: '/code', indexed: [], expires: false }
  { name: 'worklists', key: '/agency', indexed: ['/agency/?', '/position/?', '/entry/status/?', '/entry/overdue/?'], expires: true }
  { name: 'watch', key: '/id', indexed: ['/nextWake/?', '/changedAt/?'], expires: true }
  { name: 'claims', key: '/id', indexed: [], expires: false }
  { name: 'notices', key: '/id', indexed: ['/notice/kind/?', '/notice/likeness/?', '/notice/receivedAt/?'], expires: false }
  { name: 'idempotency', key: '/id', indexed: ['/at/?'], expires: false }
  { name: 'person-records', key: '/person', indexed: ['/person/?', '/newest/?'], expires: false }
  { name: 'aliases', key: '/key', indexed: ['/key/?'], expires: false }
  { name: 'audit', key: '/day', indexed: ['/day/?', '/until/?', '/dossiers/[]/?', '/partners/[]/?'], expires: false }
  { name: 'figures', key: '/province', indexed: ['/province/?', '/days/[]/?', '/filedOn/?', '/endedOn/?'], expires: false }
  { name: 'changed-days', key: '/province', indexed: [], expires: false }
  { name: 'facts', key: '/partition', indexed: ['/partition/?'], expires: false }
  { name: 'health', key: '/id', indexed: [], expires: false }
  { name: 'leases', key: '/id', indexed: ['/*'], expires: false }
]

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    // A partner that was told so reads its own write, whichever instance answers it.
    consistencyPolicy: {
      defaultConsistencyLevel: 'Strong'
    }
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: zoneRedundant
      }
    ]
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous30Days'
      }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: 'lienthong'
  properties: {
    resource: {
      id: 'lienthong'
    }
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: sharedThroughput } }
  }
}

resource sqlContainers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [for container in containers: {
  parent: database
  name: container.name
  properties: {
    resource: union(
      {
        id: container.name
        partitionKey: {
          kind: 'Hash'
          version: 2
          paths: [container.key]
        }
        indexingPolicy: {
          indexingMode: 'consistent'
          automatic: true
          includedPaths: map(container.indexed, path => { path: path })
          excludedPaths: [{ path: contains(container.indexed, '/*') ? '/"_etag"/?' : '/*' }]
        }
      },
      // Where items may end: only those that say so themselves.
      container.expires ? { defaultTtl: -1 } : {}
    )
    options: !serverless && container.name == 'dossiers' ? { autoscaleSettings: { maxThroughput: dossiersThroughput } } : {}
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'ControlPlaneRequests'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Requests'
        enabled: true
      }
    ]
  }
}

output id string = account.id
output name string = account.name
output endpoint string = account.properties.documentEndpoint
